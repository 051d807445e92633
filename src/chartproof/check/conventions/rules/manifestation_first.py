"""A manifestation that stands first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first, first_listed, listed, not_first
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def manifestation_first(claim: Claim, books: Books) -> Iterator[Find]:
    """A manifestation in a disease classified elsewhere never stands first: its etiology does."""
    one = first_listed(claim, books)
    if one is None or not one.entry.manifestation or claim.is_inpatient:
        return  # of a stay Medicare's editor says so
    on = listed(claim, books)
    named = [t for b in blocks(one.code, books.tabular, "code_first") for t in b.targets]
    cause = next((x for x in on if x.dx is not one.dx and answers(x.code, tuple(named))), None)
    says = f"{one.code} is a manifestation of a disease classified elsewhere and stands first"
    fixes = (first(f"put {cause.code} first", cause.at, safe=claim.is_inpatient is False),) if cause else ()
    clears = "the underlying disease, as the provider documents it; its code stands first"
    yield Find(one.at, says, not_first(claim), (code_row(one.code, books),), fixes, clears)
