"""A condition whose kind is told in its sentence or in those under its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import told_below, told_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.18", URL),
)
def kind_told_below(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition that the assessment names in general is coded to the one kind of it that its sentence, or those under its head, tell."""
    for general in coding.assignments:
        told = dict(_kinds(general, coding))
        value = next(iter(told), "")
        if len(told) == 1 and books.tabular.billable(value) is not None:
            yield Give(value, (general, told[value]), (general,), general.needed)


def _kinds(general: Assignment, coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The codes of the kinds that are told under a condition's head, each with its words."""
    for begins, particular, words in _figures():
        if not general.value.startswith(begins):
            continue
        for mention in general.mentions:
            beside = is_taken_up(mention) and told_beside(coding, mention, words)
            if said := told_below(coding, mention, words) or beside or None:
                yield particular + general.value[len(begins) :], said


@lru_cache(maxsize=1)
def _figures() -> tuple[tuple[str, str, Pattern], ...]:
    """The general codes, each with the one that the words make of it; a row may hold several of each, in one order."""
    return tuple(
        (begins, particular, words)
        for row in rows("kinds_told_below")
        for words in (Pattern(row[2], re.IGNORECASE),)
        for begins, particular in zip(row[0].split(), row[1].split(), strict=True)
    )
