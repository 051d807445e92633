"""A burn by a chemical."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import CHEMICAL, lists_in, site_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d", URL),
)
def corrosion_by_chemical(coding: Coding, books: Books) -> Iterator[Give]:
    """A burn by a chemical is a corrosion: the same site and degree, the fourth character four higher."""
    listed = {b.site: b.stem for d in coding.encounter.documents for b in lists_in(d)}
    for burn in coding.having("T20", "T21", "T22", "T23", "T24", "T25"):
        by = said(coding, burn, CHEMICAL)
        if (
            by is None
            or burn.value[4] > "3"
            or listed.get(site_in(burn.value), burn.value)[4] != burn.value[4]
        ):
            continue
        value = f"{burn.value[:4]}{int(burn.value[4]) + 4}{burn.value[5:]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (burn, by), (burn,))
