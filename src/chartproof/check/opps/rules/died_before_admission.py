"""CA on more than one operation, or for a patient who neither died nor was transferred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2003, 1, 1), None), reviewed=None, cite=editor("60 and 70"))
def died_before_admission(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """CA stands on one operation, of a patient who died before admission or was transferred."""
    lines = listed(claim, books)
    ours = [each for each in lines.listed if "CA" in each.line.modifiers]
    if not any("CA" in line.modifiers for line in claim.lines):
        return
    yield from lines.missing
    for each in ours:
        if each.status == "C" and sum(o.status == "C" for o in lines.on(each.day)) > 1:
            says = f"{each.line.code} has CA, and the day has another operation for inpatients only"
            yield found(each, "modifiers", says, Severity.RETURN, _ONE, clears=_CLEARS)
        if claim.discharge_status is None:
            yield NotRun("CA: the claim does not say how the patient left")
        elif claim.discharge_status in _ALIVE:
            says = f"{each.line.code} has CA, and the patient left alive and was not transferred (status {claim.discharge_status})"
            yield found(each, "modifiers", says, Severity.RETURN, _STATUS, clears=_CLEARS)


#: Home, left against advice, still a patient, not discharged.
_ALIVE = frozenset({"01", "06", "07", "08", "09", "30", "81"})
_ONE = Fix("CA on the operation that was to save the patient", safe=False)
_STATUS = Fix("the status by which the patient left, or no CA", safe=False)
_CLEARS = "the record of the death or transfer, and of the operation that was an emergency"
