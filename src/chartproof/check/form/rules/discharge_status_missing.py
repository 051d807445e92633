"""An institutional claim that does not say how the patient left."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import edited
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.2 (form locator 17)"))
def discharge_status_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An institutional claim says where the patient went."""
    if claim.is_facility and claim.discharge_status is None and not edited(claim, books):
        yield Find(
            "claim.discharge_status",
            "the claim does not say where the patient went, or that he stays",
            Severity.RETURN,
            clears="the discharge summary or the case manager's note: where the patient went",
        )
