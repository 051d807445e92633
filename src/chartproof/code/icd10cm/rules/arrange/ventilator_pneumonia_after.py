"""The pneumonia of admission before that of the ventilator."""

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
    cite=Cite(GUIDELINES, "I.C.10.d.2", URL),
)
def ventilator_pneumonia_after(coding: Coding, _: Books) -> Iterator[Order]:
    """A pneumonia diagnosed at admission stands before the ventilator associated pneumonia that came later."""
    for later in coding.having("J95.851"):
        for first in coding.having("J12", "J13", "J14", "J15", "J16", "J17", "J18"):
            yield Order(first, later)
