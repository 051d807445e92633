"""A visit on the day of an operation, or the day before a major one, that is a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chartproof.check.authority import READ_TO, policy
from chartproof.check.fees.listed import Listed, listed, removal
from chartproof.check.fees.operations import Operation, operations
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.evaluation import is_visit

_MAJOR = 90
_UNRELATED = frozenset({"24", "25", "57", "FT"})


@rule(holds=Period(date(1996, 1, 1), None), reviewed=READ_TO, cite=policy("D"))
def visit_with_surgery(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A visit with an operation is paid apart with 57 where it decided on a major one, with 25 where it went beyond a minor one."""
    lines = listed(claim, books)
    yield from lines.missing
    visits = [e for e in lines.listed if is_visit(e.line.code or "") and e.fees.global_days == "XXX"]
    if not visits:
        return
    known = operations(claim, books)
    yield from (o for o in known if isinstance(o, NotRun))
    for each in visits:
        met = [o for o in known if isinstance(o, Operation) and _is_with(each, o)]
        operation = max(met, key=lambda o: o.days, default=None)
        if operation is not None:
            yield _found(claim, each, operation)


def _is_with(each: Listed, operation: Operation) -> bool:
    """Whether the visit is of its day, or of the day before a major one, without the modifier that sets it apart."""
    if _UNRELATED.intersection(each.line.modifiers):
        return False
    major = operation.days == _MAJOR
    return each.day == operation.served or (major and each.day == operation.served - timedelta(days=1))


def _found(claim: Claim, each: Listed, operation: Operation) -> Find:
    major = operation.days == _MAJOR
    modifier, why = (
        ("57", "it decided on the operation")
        if major
        else ("25", "it went beyond what comes with the procedure")
    )
    when = "of the day of" if each.day == operation.served else "of the day before"
    says = f"the visit {each.line.code} is {when} {operation.code} ({operation.told}, global period {operation.days} days) and a part of it"
    fixes = (
        removal(each.line, "where it is a part of the operation"),
        Fix(f"{modifier}, where the record shows that {why}", safe=False),
    )
    clears = f"a note of the visit that shows that {why}"
    severity = by_payer(claim, Severity.DENY if operation.is_same else Severity.RISK)
    return Find(each.line.at, says, severity, (each.fees.row, operation.row), fixes, clears)
