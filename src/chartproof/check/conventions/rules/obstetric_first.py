"""Chapter 15 behind another chapter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first, listed, remove
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.1", URL),
)
def obstetric_first(claim: Claim, books: Books) -> Iterator[Find]:
    """Codes of chapter 15 stand before those of other chapters."""
    on = listed(claim, books)
    ours = [x for x in on if x.code[0] == "O" and x.entry.category != "O94"]
    if not ours or on[0].code[0] in "OZ":
        return
    says = f"{ours[0].code}: chapter 15 has priority over other chapters, and {on[0].code} stands first"
    told = "put {0} first" if len(ours) == 1 else "put {0} first, or another of chapter 15"
    fixes = (
        first(told.format(ours[0].code), ours[0].at),
        remove(
            f"remove {ours[0].code} and report Z33.1, if the pregnancy is documented as incidental",
            ours[0].at,
        ),
    )
    clears = "the provider's statement that the condition treated does not affect the pregnancy (then Z33.1)"
    yield Find(ours[0].at, says, Severity.RISK, (code_row(ours[0].code, books),), fixes, clears)
