"""A stay with an operating room or an operator, and no procedure."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_OPERATED = ("0360", "0361")
#: A procedure that was not carried out.
_CALLED_OFF = "Z53"


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.5 (form locator 74)"))
def operation_not_told(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A stay that bills an operating room, or names who operated, tells the procedure, or that it was not carried out."""
    if not claim.is_inpatient or claim.procedures:
        return
    if any(dx.code.startswith(_CALLED_OFF) for dx in claim.diagnoses):
        return
    clears = "the operative report: what was done; or why it was not carried out"
    line = next((ln for ln in claim.lines if (ln.revenue or "").startswith(_OPERATED)), None)
    if line is not None:
        says = "the line bills an operating room, and the claim tells no procedure"
        yield Find(f"{line.at}.revenue", says, Severity.RISK, clears=clears)
    elif operator := next((p for p in parties.of_role(claim, parties.OPERATING) if p.npi), None):
        says = "the claim names who operated, and tells no procedure"
        yield Find(operator.at, says, Severity.RISK, clears=clears)
