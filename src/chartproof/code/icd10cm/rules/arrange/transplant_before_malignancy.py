"""A transplant and the malignancy in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.r", URL),
)
def transplant_before_malignancy(coding: Coding, _: Books) -> Iterator[Order]:
    """The complication of the transplant stands first, then malignancy of a transplanted organ, then the malignancy's own code."""
    for malignant in coding.having("C80.2"):
        for transplant in coding.having("T86"):
            yield Order(transplant, malignant)
        for own in coding.having("C"):
            if own is not malignant:
                yield Order(malignant, own)
