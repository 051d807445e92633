"""An institutional claim without who attended."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.6 (form locator 76)"))
def attending_provider(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An institutional claim gives the provider identifier of who attended, unless it is an ambulance alone."""
    if not claim.is_facility or parties.is_named(claim, parties.ATTENDING):
        return
    if claim.lines and all((line.revenue or "").startswith("054") for line in claim.lines):
        return
    at = next((p.at for p in parties.of_role(claim, parties.ATTENDING)), "claim.providers")
    yield Find(
        at,
        "the claim does not give the provider identifier (NPI) of who attended",
        Severity.RETURN,
        clears="who signed the orders and the discharge summary",
    )
