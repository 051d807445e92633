"""A fracture through a tumor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

_TUMOR = Pattern(
    rf"\b(?:{FROM}|through|in) [^.;\n]{{0,25}}?\b(?:metasta\w+|mets|tumou?r|neoplas\w+|cancer|carcinoma|myeloma|malignan\w+|lytic lesion)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.l.6", URL),
)
def fracture_in_neoplasm(coding: Coding, books: Books) -> Iterator[Give]:
    """A pathological fracture that the record lays to a neoplasm is a fracture in neoplastic disease."""
    for fracture in coding.having("M84.4"):
        value = "M84.5" + fracture.value[5:]
        if books.tabular.billable(value) and says(fracture, _TUMOR):
            yield Give(value, because=(fracture,), instead_of=(fracture,))
