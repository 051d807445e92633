"""The stage that an ulcer came to in the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.code.icd10cm.ulcers import one_ulcer, rank
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2019, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.6", URL),
)
def ulcer_worsened(coding: Coding, books: Books) -> Iterator[Poa]:
    """Where a stay has two stages of one pressure ulcer, the higher came after the admission."""
    if not reports_presence(coding.encounter):
        return
    for same in one_ulcer(coding, books, "L89"):
        ranked = sorted((a for a in same if rank(a) is not None), key=lambda a: rank(a) or 0)
        for low, high in pairwise(ranked):
            yield Poa(high, "N", Rung.SEVERAL, (low,))
