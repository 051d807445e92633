"""A visit in the days after an operation that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.fees.listed import listed, removal
from chartproof.check.fees.operations import Operation, operations
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.evaluation import is_visit

#: Unrelated to the operation, the decision on another one, critical care that is unrelated.
_APART = frozenset({"24", "57", "FT"})


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.1 and 40.2.A.7"))
def visit_in_global(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A visit of who operated, in the 10 or 90 days after an operation, is paid apart only where it was for something else (24)."""
    lines = listed(claim, books)
    yield from lines.missing
    visits = [e for e in lines.listed if is_visit(e.line.code or "") and e.fees.global_days == "XXX"]
    if not visits:
        return
    known = operations(claim, books)
    yield from (o for o in known if isinstance(o, NotRun))
    for each in visits:
        if _APART.intersection(each.line.modifiers):
            continue
        met = (o for o in known if isinstance(o, Operation) and o.runs_on(each.day))
        operation = next(met, None)
        if operation is not None:
            says = (
                f"the visit {each.line.code} falls in the {operation.days} days after {operation.code} ({operation.told}), "
                "whose care is paid with the operation"
            )
            fixes = (
                removal(each.line, "where it was care after the operation"),
                Fix("24, where the record shows that the visit was for something else", safe=False),
            )
            severity = by_payer(claim, operation.severity)
            yield Find(each.line.at, says, severity, (each.fees.row, operation.row), fixes, _CLEARS)


_CLEARS = "a note that shows the visit was for a condition other than the operation's, or that another provider operated"
