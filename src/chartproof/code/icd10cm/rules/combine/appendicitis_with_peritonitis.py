"""Appendicitis, and the peritonitis or the abscess told apart from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def appendicitis_with_peritonitis(coding: Coding, books: Books) -> Iterator[Give]:
    """Acute appendicitis and the peritonitis or peritoneal abscess of the same belly are one code; an abscess that an operation brought is not of it."""
    own = {e for wound in coding.having("T81.4") for m in wound.mentions for e in m.evidence}
    of_operation = {
        a.value for a in coding.having("K65") if own & {e for m in a.mentions for e in m.evidence}
    }
    kept = tuple(a for a in coding.assignments if a.value not in of_operation)
    yield from combined(replace(coding, assignments=kept), books, "appendicitis_with_peritonitis")
