"""Degeneration of a lumbar disc with the pain it is documented with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Pain of the back, and of a leg; what goes down the leg by a nerve is coded elsewhere (M51.1).
BACK = ("M54.5", "M54.9")
LEG = ("M79.604", "M79.605", "M79.606", "M79.65", "M79.66")


@rule(
    holds=Period(date(2024, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def disc_degeneration_with_pain(coding: Coding, books: Books) -> Iterator[Give]:
    """Lumbar disc degeneration documented with back pain, leg pain or both is coded with the pain in one code."""
    back, leg = _of(coding, BACK), _of(coding, LEG)
    pain = [a for a in (back, leg) if a is not None]
    if not pain:
        return
    kind = "2" if len(pain) == 2 else "0" if back else "1"
    for disc in coding.having("M51.369", "M51.379"):
        value = f"{disc.value[:-1]}{kind}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (disc, *pain), (disc, *pain))


def _of(coding: Coding, codes: tuple[str, ...]) -> Assignment | None:
    return next(iter(coding.having(*codes)), None)
