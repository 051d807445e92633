"""A Z code that may only stand first, and does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first, listed, remove
from chartproof.check.conventions.places import is_first_only
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2024, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.15", URL),
)
def z_first_only(claim: Claim, books: Books) -> Iterator[Find]:
    """Some Z codes may only be the principal or first-listed diagnosis."""
    on = listed(claim, books)
    if len(on) < 2 or is_first_only(on[0].code):
        return
    for one in on[1:]:
        if one.code[0] == "Z" and is_first_only(one.code):
            says = f"{one.code} may only stand first, and stands behind {on[0].code}"
            fixes = (
                first(f"put {one.code} first, if the encounter was for it", one.at),
                remove(f"remove {one.code}, if it was not", one.at),
            )
            clears = (
                "a record that the encounter was for it, or that two encounters of the day are billed as one"
            )
            yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)
