"""A normal pregnancy beside a complication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.1", URL),
)
def normal_pregnancy_beside_complication(coding: Coding, _: Books) -> Iterator[Reject]:
    """Supervision of a normal pregnancy is not coded with any code of chapter 15; a complication only listed as past is none."""
    normal, complications = coding.having("Z34"), coding.having("O")
    if not normal:
        return
    stated = any(is_taken_up(m) for a in normal for m in a.mentions)
    for complication in complications:
        if stated and complication.mentions and all(_is_over(m) for m in complication.mentions):
            yield Reject(complication, Why.HISTORY, (normal[0],))
        else:
            yield from (Reject(a, Why.EXCLUDED, (complication,)) for a in normal)
            return


def _is_over(mention: Mention) -> bool:
    return mention.standing is Standing.LISTED or mention.assertion.time is Time.PAST
