"""Partial hospitalisation on a type of bill that has none."""

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


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("46"))
def day_program_bill(claim: Claim, _: Books) -> Iterator[Find]:
    """Partial hospitalisation (condition code 41) is not billed on types of bill 012x and 014x."""
    if not is_opps(claim) or "41" not in (claim.conditions or ()) or claim.bill_type is None:
        return
    if claim.bill_type.startswith(("012", "014")):
        says = f"condition code 41 says partial hospitalisation, which type of bill {claim.bill_type} has not"
        fix = Fix("the type of bill of outpatients, or no 41", safe=False)
        yield Find("claim.condition_codes", says, Severity.RETURN, (), (fix,), _CLEARS)


_CLEARS = "the plan of care of the programme, and where it was given"
