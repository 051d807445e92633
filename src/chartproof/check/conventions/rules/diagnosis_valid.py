"""A diagnosis code that there is no such code of on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.editing import edited
from chartproof.check.headings import meant, said_of
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule

GUIDELINES = "ICD-10-CM Official Guidelines"
URL = "https://www.cms.gov/medicare/coding-billing/icd-10-codes"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def diagnosis_valid(claim: Claim, books: Books) -> Iterator[Find]:
    """Every diagnosis code is one of the release of its day, with all the characters it must have."""
    tabular, stay = books.tabular, edited(claim, books)
    for dx in claim.diagnoses:
        if tabular.billable(dx.code) is not None or (stay and stay.finds_diagnosis(dx)):
            continue  # of a stay Medicare's editor says so
        says, clears = said_of(dx.code, tabular)
        rows = (Row(tabular.release.name, "codes", dx.code),)
        yield Find(dx.at, says, Severity.RETURN, rows, meant(dx.at, dx.code, tabular), clears)
