"""The discharge status is one of the codes of the day."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(16, "invalid discharge status"),
)
def invalid_discharge_status(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The discharge status is one of the codes of the day."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    status = (stay.claim.discharge_status or "").strip()
    if stay.editor.has_status(status.zfill(2), stay.day):
        return
    says = f"{status} is no discharge status of the day" if status else "the claim has no discharge status"
    rows = (Row(stay.editor.release.name, "discharge_statuses", status),) if status else ()
    clears = "where the patient went, by the discharge order and summary"
    yield Find("claim.discharge_status", says, Severity.RETURN, rows, clears=clears)
