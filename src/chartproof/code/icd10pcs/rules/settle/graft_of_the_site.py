"""Tissue for a graft, taken where the operation is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import EXCISION, act_of, others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.9", URL),
)
def graft_of_the_site(coding: Coding, _: Books) -> Iterator[Reject]:
    """An autograft taken from another site has a code of its own; one taken from the very part operated on has none."""
    for one in coding.procedures:
        act = act_of(one)
        if not act or act.takes_graft is not True or one.value[2] != EXCISION:
            continue
        here = [
            o
            for o in others(coding, one)
            if o.value[:2] == one.value[:2] and o.value[3] == one.value[3] and o.value[2] != EXCISION
        ]
        if here:
            yield Reject(one, Why.INTEGRAL, (here[0],))
