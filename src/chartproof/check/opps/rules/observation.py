"""Hours of observation billed where they are not taken, or a referral without them."""

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


@rule(holds=Period(date(2008, 1, 1), None), reviewed=None, cite=editor("44, 53 and 58"))
def observation(claim: Claim, _: Books) -> Iterator[Find]:
    """Observation (0762) is billed by its own codes, on claims of types 013x and 085x, a direct referral with its hours."""
    if not claim.is_facility or claim.is_inpatient:
        return
    for line in claim.lines:
        if is_opps(claim) and line.revenue == _CENTRE and line.code is not None and line.code not in _TAKEN:
            says = f"{line.code} is no code of observation, and stands in its revenue centre {_CENTRE}"
            fix = Fix(
                "the hours of observation by their code, or the revenue centre of the service", safe=False
            )
            yield Find(f"{line.at}.revenue", says, Severity.RETURN, (), (fix,), _CLEARS)
        if line.code in {_HOURS, _REFERRAL}:
            if claim.bill_type is not None and not claim.bill_type.startswith(("013", "085")):
                says = (
                    f"{line.code} is taken on types of bill 013x and 085x, and this one is {claim.bill_type}"
                )
                fix = Fix("a claim of outpatients, or no hours of observation", safe=False)
                yield Find(line.at, says, Severity.RETURN, (), (fix,), _CLEARS)
            if line.code == _REFERRAL and not any(other.code == _HOURS for other in claim.lines):
                says = f"{_REFERRAL} stands without the hours of observation ({_HOURS})"
                fix = Fix("the hours of observation, or no referral", safe=False)
                yield Find(line.at, says, Severity.RETURN, (), (fix,), _CLEARS)


_CENTRE, _HOURS, _REFERRAL = "0762", "G0378", "G0379"
_TAKEN = frozenset({_HOURS, _REFERRAL, "G0463"})
_CLEARS = "the order for observation, and its hours as the record tells them"
