"""Conditions named in general whose kind the record tells in their sentence or in those under their head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.under import told_below, told_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence


def kind_told(general: Assignment, coding: Coding, books: Books) -> tuple[str, Evidence] | None:
    """The code of the one kind of a condition that is told, and its words."""
    told = dict(_kinds(general, coding))
    value = next(iter(told), "")
    return (value, told[value]) if len(told) == 1 and books.tabular.billable(value) is not None else None


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
