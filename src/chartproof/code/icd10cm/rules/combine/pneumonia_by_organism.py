"""Pneumonia and its organism."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.organisms import ORGANISMS, behind, is_coded
from chartproof.code.icd10cm.together import combined, laid_to
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Pneumonia by organism.
NAMED = ("A48.1", "B01.2", "B05.2", "B37.1", "B59", "J12", "J13", "J14", "J15", "J16", "J17")

_ORGANISMS = behind("pneumonia|pna|cap|hcap|hap", "pneumonia")

#: The pneumonia of an organism by the sepsis of it, which the record lays to the pneumonia: "pneumococcal sepsis from LLL pneumonia".
_OF_SEPSIS = {o.sepsis: o.pneumonia for o in reversed(ORGANISMS) if o.pneumonia.startswith("J") and o.sepsis}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def pneumonia_by_organism(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Pneumonia of a named organism stands for pneumonia not further specified."""
    yield from combined(coding, books, "pneumonia_by_organism")
    for plain in coding.having("J18.9"):
        for value, words in _ORGANISMS:
            if (found := said(coding, plain, words)) and is_coded(found, coding):
                yield Give(value, because=(plain, found), instead_of=(plain,))
        for blood in coding.having("A40", "A41"):
            germ = _OF_SEPSIS.get(blood.value)
            if germ and laid_to(blood, plain):
                yield Give(germ, because=(plain, blood), instead_of=(plain,))
    named = coding.having(*NAMED)
    for plain in coding.having("J18.9"):
        if named:
            yield Reject(plain, Why.LESS_SPECIFIC, because=(named[0],))
