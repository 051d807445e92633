"""One injury at two stages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, code_row, listed, remove
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
    cite=Cite(GUIDELINES, "I.C.19.a, I.B.10", URL),
)
def one_stage_of_injury(claim: Claim, books: Books) -> Iterator[Find]:
    """An injury is in active treatment, in its later care, or a sequela: one code of it has one seventh character."""
    seen: dict[str, Listed] = {}
    for one in listed(claim, books):
        if len(one.code) != 8 or one.code[0] not in "STM" or not one.entry.char:
            continue
        before = seen.setdefault(one.code[:7], one)
        if before.entry.char != one.entry.char:
            says = f"{before.code} and {one.code} are one injury at two stages"
            fixes = tuple(
                remove(f"remove {x.code}, if the encounter was for the other", x.at) for x in (before, one)
            )
            rows = (code_row(before.code, books), code_row(one.code, books))
            clears = "whether it was in active treatment, in routine healing, or a sequela at this encounter"
            yield Find(one.at, says, Severity.RISK, rows, fixes, clears)
