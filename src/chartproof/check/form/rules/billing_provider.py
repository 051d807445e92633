"""A claim without the identifier of who bills."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_5010
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=Cite("45 CFR 162.410", "(a)(2)"))
def billing_provider(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every claim gives the provider identifier of who bills."""
    if not parties.is_named(claim, parties.BILLING):
        known = next((p.npi for p in claim.providers if p.npi and p.role in {None, "rendering"}), None)
        fixes = (
            (Fix("name the one who rendered it as the one who bills, where that is so", safe=False),)
            if known
            else ()
        )
        at = next((p.at for p in parties.of_role(claim, parties.BILLING)), "claim.providers")
        yield Find(
            at,
            "the claim does not give the provider identifier (NPI) of who bills",
            Severity.REJECT,
            (),
            fixes,
        )
