"""A claim whose condition code asks for a review."""

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


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("11"))
def billed_for_review(claim: Claim, _: Books) -> Iterator[Find]:
    """Condition code 20 asks Medicare to look at the claim before it decides."""
    if is_opps(claim) and "20" in (claim.conditions or ()):
        fix = Fix("a claim without 20 where the patient did not ask for a decision", safe=False)
        says = "condition code 20 asks for a review, for which the record is called in"
        yield Find("claim.condition_codes", says, Severity.RISK, (), (fix,), _CLEARS)


_CLEARS = "the record of the services, and that the patient asked for a decision"
