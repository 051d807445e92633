"""Manipulation of the spine that does not say that it treats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.coverage.judged import ABN
from chartproof.check.coverage.sources import claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2004, 10, 1), None),
    reviewed=None,
    cite=claims_manual(12, "220 (chiropractic services)"),
)
def chiropractic(claim: Claim, _: Books) -> Iterator[Find]:
    """Medicare pays manipulation of the spine by a chiropractor with AT, for active treatment: without it, it is upkeep."""
    if claim.payer is not Payer.MEDICARE:
        return
    for line in claim.lines:
        if line.code in _SPINE and "AT" not in line.modifiers and ABN.isdisjoint(line.modifiers):
            says = f"{line.code} has no AT: without it Medicare takes it for upkeep, which it does not pay"
            change = Change(Op.SET, f"{line.at}.modifiers", (*line.modifiers, "AT"))
            fixes = (
                Fix("add AT, where the record shows active treatment", safe=False, changes=(change,)),
                Fix("GA with a signed notice, or GZ, where it was upkeep", safe=False),
            )
            yield Find(f"{line.at}.modifiers", says, Severity.DENY, (), fixes, _CLEARS)


_SPINE = frozenset({"98940", "98941", "98942"})
_CLEARS = "the plan of treatment with its goals, and how the patient does against them"
