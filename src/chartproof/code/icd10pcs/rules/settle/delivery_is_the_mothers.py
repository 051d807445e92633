"""The mother's procedures on the record of her child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.birth import is_birth
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What is done to products of conception: section 1, Obstetrics.
OBSTETRICS = "1"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "C1", URL),
)
def delivery_is_the_mothers(coding: Coding, _: Books) -> Iterator[Reject]:
    """Delivery and other obstetric procedures are coded on the record of the mother, not of the newborn."""
    if coding.encounter.age == 0 or is_birth(coding.encounter):
        for one in coding.procedures:
            if one.value.startswith(OBSTETRICS):
                yield Reject(one, Why.OTHER_PERSON)
