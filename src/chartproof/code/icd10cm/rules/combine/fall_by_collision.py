"""A fall that another person brought about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.came_down import came_down, sentences
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Striking against or being bumped by another, and falls on one level of which no more is told.
BUMPED, FELL = "W51", ("W01.0", "W18.30", "W18.39", "W19")
#: A twist in it.
TWIST = "X50.1"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.2, I.B.9", URL),
)
def fall_by_collision(coding: Coding, books: Books) -> Iterator[Give]:
    """A collision with another person and the fall told right behind it are one cause, the fall by collision."""
    for bump in coding.having(BUMPED):
        value = f"W03.XXX{bump.value[-1]}"
        came = next(_came_down(coding, bump), None)
        if came is not None and books.tabular.billable(value) is not None:
            yield Give(value, (bump, came), (bump, *coding.having(TWIST, *FELL)), bump.needed)


def _came_down(coding: Coding, bump: Assignment) -> Iterator[Evidence]:
    """How the patient came down, in the sentence of the collision behind it or in the next."""
    for here, beyond in sentences(coding):
        for mention in bump.mentions:
            last = mention.evidence[-1]
            if mention.document == here.document and here.start <= last.start < here.end:
                yield from came_down(coding, here, last.end - here.start, beyond)
