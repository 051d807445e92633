"""Which pregnancy it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.telling import said
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_GRAVIDA = Pattern(r"\bG ?([2-9]|1\d) ?,? ?P ?\d", re.IGNORECASE)
_FIRST = Pattern(r"\bprimi(?:gravida|p)?\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O09.5"),
)
def elderly_multigravida(coding: Coding, books: Books) -> Iterator[Give]:
    """Advanced maternal age is that of a multigravida where the record counts more than one pregnancy."""
    for first in coding.having("O09.51"):
        value = "O09.52" + first.value[6:]
        counted = said(coding, _GRAVIDA)
        if counted is not None and not says(first, _FIRST) and books.tabular.billable(value):
            yield Give(value, because=(first, counted), instead_of=(first,))
