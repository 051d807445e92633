"""A provider who renders, orders or assists and stands on the claim without an identifier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.form import parties
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Edits of their own ask for these.
_ASKED = parties.BILLING | parties.ATTENDING | parties.OPERATING
#: A place may have none, and journeys have addresses only.
_PLACES = parties.WHERE | {"drop off", "pick up"}


@rule(
    holds=Period(date(2008, 5, 23), None),
    reviewed=None,
    cite=Cite("45 CFR 162.410", "(a)(3)"),
)
def provider_identified(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A person who stands on a claim is named by the National Provider Identifier."""
    for provider in claim.providers:
        if provider.npi is None and provider.role not in _ASKED and provider.role not in _PLACES:
            says = "the claim names a provider without an identifier (NPI)"
            yield Find(f"{provider.at}.npi", says, Severity.REJECT)
