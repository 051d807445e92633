"""How heavy a large newborn is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.newborn import birth_weight
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: From how many grams on a newborn is exceptionally large.
EXCEPTIONAL = 4500


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "P08.0, P08.1"),
)
def large_newborn_by_weight(coding: Coding, _: Books) -> Iterator[Give]:
    """A newborn documented as large who weighed 4500 grams or more at birth is an exceptionally large one."""
    weight = birth_weight(coding)
    if weight is None or weight[1] < EXCEPTIONAL:
        return
    for large in coding.having("P08.1"):
        yield Give("P08.0", because=(large, weight[0]), instead_of=(large,), needed=large.needed)
