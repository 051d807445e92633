"""Membranes that ruptured too early, by the weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.obstetric import TERM, code_below, stage_of, weeks_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: When labor set in behind the rupture, as the record counts it.
_HOURS = r"(?:24|twenty[- ]four) ?h(?:ours?|rs?)?\b"
_LABOR = (
    (Pattern(rf"\blabor\b[^.;\n]{{0,60}}\bwithin {_HOURS}", re.IGNORECASE), "O42.0"),
    (Pattern(rf"\blabor\b[^.;\n]{{0,60}}\b(?:more than|over|after|>) ?{_HOURS}", re.IGNORECASE), "O42.1"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O42"),
)
def rupture_of_membranes_by_weeks(coding: Coding, books: Books) -> Iterator[Give]:
    """A premature rupture of membranes is preterm before 37 completed weeks and full-term after, as the record counts them."""
    weeks, stage = weeks_of(coding), stage_of(coding)
    if weeks is None or weeks.evidence is None or stage is None:
        return
    for unsaid in coding.having("O42.00", "O42.10", "O42.90"):
        stem = unsaid.value[:-1]
        if stem == "O42.9":
            stem = next(
                (
                    told
                    for words, told in _LABOR
                    if any(words.search(d.text) for d in coding.encounter.documents)
                ),
                stem,
            )
        node = stem + ("2" if weeks.value >= TERM else "1")
        found = code_below(node, stage, books.tabular)
        if found is not None:
            yield Give(found.code, because=(unsaid, weeks.evidence), instead_of=(unsaid,))
