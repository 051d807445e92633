"""A claim with an operation and without who operated."""

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


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.6 (form locator 77)"))
def operating_provider(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An institutional claim with an operation gives the provider identifier of who operated."""
    if not claim.is_facility or parties.is_named(claim, parties.OPERATING):
        return
    px = next((p for p in claim.procedures if p.code.startswith("0")), None)
    line = next((ln for ln in claim.lines if (ln.revenue or "").startswith(_OPERATED)), None)
    if px is not None or line is not None:
        what = "a procedure of the medical and surgical section" if px else "a line of the operating room"
        yield Find(
            "claim.providers",
            f"the claim has {what} and no provider identifier (NPI) of who operated",
            Severity.RETURN,
            clears="the operative report: its surgeon",
        )
