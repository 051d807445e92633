"""A journey of an ambulance that does not say from where and to where."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.finding import Fix, Severity
from chartproof.model.record import Payer
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(15, "30 (origin and destination)"))
def ambulance_journey(claim: Claim, _: Books) -> Iterator[Find]:
    """A line of an ambulance's journey, or its miles, carries a modifier of two letters: where it began and where it ended."""
    if claim.payer is not Payer.MEDICARE or claim.is_inpatient:
        return
    for line in claim.lines:
        if line.code and _FIRST <= line.code <= _LAST and not _is_told(line):
            says = f"{line.code} does not say from where to where: a modifier of two letters, as RH"
            fix = Fix("the letters of the two places, as the record of the journey tells them", safe=False)
            clears = "the record of the journey: where the patient was taken up, and where to"
            yield Find(f"{line.at}.modifiers", says, Severity.RETURN, (), (fix,), clears)


#: Ground miles to rotary wing miles: what Medicare pays of ambulances.
_FIRST, _LAST = "A0425", "A0436"
#: Diagnostic place, custodial, dialysis, hospital, transfer, nursing facility, office, residence, scene; X on the way.
_FROM, _TO = frozenset("DEGHIJNPRS"), frozenset("DEGHIJNPRSX")
#: Pronounced dead before anybody was taken up.
_NOBODY = "QL"


def _is_told(line: ServiceLine) -> bool:
    return _NOBODY in line.modifiers or any(
        len(m) == 2 and m[0] in _FROM and m[1] in _TO for m in line.modifiers
    )
