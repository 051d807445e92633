"""Where the bowel is inflamed, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def bowel_inflammation_in_one_code(coding: Coding, books: Books) -> Iterator[Give]:
    """Crohn's disease or ulcerative colitis of a named site with a complication is one code."""
    for stem in ("K50", "K51"):
        for vague in coding.having(f"{stem}.91"):
            for sited in coding.having(
                f"{stem}.0", f"{stem}.1", f"{stem}.2", f"{stem}.3", f"{stem}.5", f"{stem}.8"
            ):
                value = sited.value[:5] + vague.value[5:]
                if len(sited.value) == len("K50.00") and books.tabular.billable(value):
                    yield Give(value, because=(sited, vague), instead_of=(sited, vague))
