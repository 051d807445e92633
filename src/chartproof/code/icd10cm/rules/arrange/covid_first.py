"""COVID-19 before its manifestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule

#: What COVID-19 is known to bring about (I.C.1.g.1.c).
MANIFESTATIONS = (
    "J12.82",
    "J18",
    "J20.8",
    "J22",
    "J40",
    "J80",
    "J96",
    "J98.8",
    "M35.81",
    "R06",
    "R05",
    "R50",
    "R09.02",
)


@rule(
    holds=Period(date(2020, 4, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.b, I.C.1.g.1.c, I.C.1.g.1.d, I.C.1.g.1.l", URL),
)
def covid_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """COVID-19 that is what the encounter was for stands before its manifestations."""
    if not coding.having("O", "P", "T86"):
        for covid in coding.having("U07.1"):
            laid = any(joined_by_cause(a, covid) for a in coding.assignments if a is not covid)
            if covid.needed is Needed.ADDRESSED and (laid or coding.having(*MANIFESTATIONS)):
                yield Lead(covid, rank=Rank.COVID)
