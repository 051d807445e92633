"""A claim that asks for a denial by its condition code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("10"))
def billed_for_denial(claim: Claim, _: Books) -> Iterator[Find]:
    """Condition code 21 asks Medicare to deny the whole claim."""
    if is_opps(claim) and "21" in (claim.conditions or ()):
        fix = Fix("a claim without 21 for what Medicare may pay", safe=False)
        says = "condition code 21 asks for a denial of the whole claim"
        yield Find("claim.condition_codes", says, Severity.DENY, (), (fix,), _CLEARS)


_CLEARS = "that another payer, or the patient, wants the denial"
