"""A taxonomy that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import codes


@rule(
    holds=SINCE_5010,
    reviewed=None,
    cite=Cite(
        "Health Care Provider Taxonomy (NUCC)", "codes of the version in force", "https://taxonomy.nucc.org"
    ),
)
def taxonomy_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A provider taxonomy is one of the version of the day."""
    for provider in claim.providers:
        if provider.taxonomy is None:
            continue
        listed = books.read("NUCC-taxonomy", codes)
        code = provider.taxonomy.strip().upper()
        if code not in listed:
            says = f"{code[:12]} is no taxonomy of {listed.release.name}"
            yield Find(
                f"{provider.at}.taxonomy",
                says,
                Severity.REJECT,
                (Row(listed.release.name, "taxonomy", code[:12]),),
            )
