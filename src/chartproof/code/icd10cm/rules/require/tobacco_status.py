"""Tobacco beside diseases that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "chapter 10, I10-I1A, and other notes on tobacco"),
)
def tobacco_status(coding: Coding, books: Books) -> Iterator[Mark]:
    """Tobacco use, dependence and exposure are coded where the notes of a disease ask for them."""
    tobacco = [a for a in coding.having("F17", "Z72.0", "Z77.22", "Z87.891") if a.needed is Needed.ALSO]
    if not tobacco:
        return
    asking = {
        block.targets
        for a in coding.assignments
        if a.needed is not Needed.ALSO
        for block in blocks(a.value, books.tabular, "use_additional")
    }
    for status in tobacco:
        if any(answers(status.value, targets) for targets in asking):
            yield Mark(status, needed=Needed.OBLIGED)
