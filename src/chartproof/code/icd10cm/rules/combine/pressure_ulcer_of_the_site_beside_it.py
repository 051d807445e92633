"""A pressure ulcer whose site stands beside its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.ulcers import beside
from chartproof.code.icd10cm.ulcers_told import part_at, site_named
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Pressure ulcers of no named site, and the stage in their last character.
UNSITED = "L89.9"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.1, I.B.2", URL),
)
def pressure_ulcer_of_the_site_beside_it(coding: Coding, books: Books) -> Iterator[Give]:
    """A pressure ulcer whose sentence names one site apart from it is coded to that site: "Sacrum: open area, stage 2 pressure injury"."""
    for ulcer in coding.having(UNSITED):
        stage = (ulcer.title or "").rpartition(", ")[2]
        for mention in ulcer.mentions:
            part = part_at(coding.encounter.document(mention.document), mention.evidence[0].start)
            node = site_named(part) if part is not None else None
            alone = node is not None and not coding.having(node)
            value = beside(f"{node}9", stage, books.tabular) if alone and stage else None
            if part is not None and value is not None:
                yield Give(value, because=(ulcer, part), instead_of=(ulcer,))
                break
