"""The cause, for as long as the injury is treated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import DETAILED_FALLS, UNSPECIFIED_FALL, causes
from chartproof.code.icd10cm.episodes import ACTIVE, SEQUELA, befell_here, stage, staged
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

CHARACTERS = "ADS"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.2, I.C.20.i.1, I.C.20.i.2, I.C.20.i.3", URL),
)
def cause_at_the_stage_of_injury(coding: Coding, books: Books) -> Iterator[Give]:
    """The external cause takes the seventh character of its injury: A in treatment, D in healing, S for a sequela."""
    injuries = staged(coding)
    if not injuries:
        return
    had = {stage(a.value[-1]) for a in injuries}
    twins = [(a, h) for h in injuries for a in coding.having(h.value[:7]) if a is not h]
    if any(befell_here(a, h, coding) for a, h in twins):
        had.add(ACTIVE)  # what befell in the stay only begins to heal in it
    for cause in (c for c in causes(coding) if len(c.value) == 8 and c.value[-1] in CHARACTERS):
        own = stage(cause.value[-1])
        row = row_for("unspecified_causes", cause.value)
        told = (*DETAILED_FALLS, *(row[1].split() if row else ()))
        if own in had or (cause.value.startswith(UNSPECIFIED_FALL) and coding.having(*told)):
            continue
        now = min(had, key=lambda s: (s == SEQUELA, s == ACTIVE))
        value = cause.value[:-1] + CHARACTERS[now]
        if books.tabular.billable(value) is not None:
            because = next(a for a in injuries if stage(a.value[-1]) == now)
            yield Give(value, (cause, because), (cause,), cause.needed, Why.EXCLUDED)
