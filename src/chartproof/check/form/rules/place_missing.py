"""A professional line without its place of service."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the place of service"))
def place_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line of a professional claim has a place of service."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        if line.place is None:
            yield Find(
                f"{line.at}.place",
                "the line does not say where it was done",
                Severity.REJECT,
                clears="where the record says the patient was",
            )
