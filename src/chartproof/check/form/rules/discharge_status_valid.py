"""A discharge status that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import edited
from chartproof.check.form.lists import STATUS, lists
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.2 (form locator 17)"))
def discharge_status_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The discharge status is one of the list."""
    if claim.discharge_status is None or ((stay := edited(claim, books)) and stay.finds_status):
        return  # of a stay Medicare's editor says so
    known = lists(books)
    if not known.has(STATUS, claim.discharge_status):
        rows = (known.row(STATUS, claim.discharge_status[:4]),)
        yield Find(
            "claim.discharge_status",
            f"{claim.discharge_status[:4]} is no discharge status of {known.release.name}",
            Severity.RETURN,
            rows,
            clears="the discharge summary: where the patient went",
        )
