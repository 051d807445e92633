"""A modifier of visits on a procedure, or one of procedures on a visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.evaluation import is_visit

_VISITS = frozenset({"24", "25", "57"})
_PROCEDURES = frozenset(
    {"50", "51", "54", "55", "56", "58", "59", "62", "66", "78", "79", "80", "81", "82", "AS"}
)


@rule(holds=Period(date(1996, 1, 1), None), reviewed=READ_TO, cite=policy("D and E"))
def modifier_of_visits(claim: Claim, _: Books) -> Iterator[Find]:
    """24, 25 and 57 belong to visits; 58, 59, 78, 79 and those of surgeons do not."""
    for line in claim.lines:
        if not line.modifiers or line.code is None:
            continue
        visit = is_visit(line.code)
        for modifier in line.modifiers:
            if modifier in (_PROCEDURES if visit else _VISITS):
                what = "is no modifier of a visit" if visit else "is a modifier of visits"
                says = f"{line.code} has {modifier}, which {what}"
                yield _found(claim, line, modifier, says)


def _found(claim: Claim, line: ServiceLine, modifier: str, says: str) -> Find:
    kept = tuple(m for m in line.modifiers if m != modifier)
    at = f"{line.at}.modifiers"
    change = Change(Op.SET, at, kept) if kept else Change(Op.REMOVE, at)
    fix = Fix(
        f"take {modifier} off {line.at}, or put it on the line it is meant for", safe=False, changes=(change,)
    )
    severity = Severity.RETURN if claim.kind is ClaimKind.PROFESSIONAL else Severity.RISK
    clears = "the record of what the modifier is to say: a visit apart, or a procedure apart"
    return Find(at, says, by_payer(claim, severity), (), (fix,), clears)
