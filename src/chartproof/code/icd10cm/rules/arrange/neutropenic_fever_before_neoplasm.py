"""A stay for the fever of a patient whose white cells chemotherapy took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import came_later
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: The antineoplastic drug that did it, the fever, and what the drug did: neutropenia, pancytopenia.
DRUG, FEVER, NEUTROPENIA = "T45.1X5", "R50.81", ("D70.1", "D61.810")
#: A stay for the treatment of the neoplasm itself.
TREATMENT = ("Z51.0", "Z51.1")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.l.4", URL),
)
def neutropenic_fever_before_neoplasm(coding: Coding, _: Books) -> Iterator[Order]:
    """Neutropenia with fever from chemotherapy given before the admission stands before the neoplasm that the stay does not treat."""
    if not coding.encounter.is_stay or coding.having(*TREATMENT):
        return
    if not coding.having(DRUG) or not coding.having(FEVER):
        return
    for neutropenia in coding.having(*NEUTROPENIA):
        if neutropenia.needed is Needed.ADDRESSED and not came_later(neutropenia, coding):
            yield from (Order(neutropenia, neoplasm) for neoplasm in coding.having("C"))
