"""What COVID-19 brings about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.c, I.C.1.g.1.c.i, I.C.1.g.1.c.ii, I.C.1.g.1.d", URL),
)
def covid_manifestations(coding: Coding, books: Books) -> Iterator[Give]:
    """Pneumonia, acute bronchitis and enteritis that the record lays to COVID-19 take the codes that say so."""
    yield from combined(coding, books, "covid_manifestations")
