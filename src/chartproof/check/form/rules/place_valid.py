"""A place of service that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import codes


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(26, "10.5"))
def place_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A place of service is one of the list."""
    for line in claim.lines:
        if line.place is None:
            continue
        listed = books.read("place-of-service", codes)
        row = listed.row(line.place)
        if row is None or row["rate"] == "unassigned":
            says = f"{line.place[:4]} is no place of service of {listed.release.name}"
            yield Find(
                f"{line.at}.place",
                says,
                Severity.RETURN,
                (Row(listed.release.name, "places", line.place[:4]),),
                clears="where the record says the patient was",
            )
