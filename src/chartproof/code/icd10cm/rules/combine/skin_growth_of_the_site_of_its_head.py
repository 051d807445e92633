"""A growth of the skin whose site stands in the head of its problem only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.skin_sites import GROWTHS, site_of_head
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What a head calls a growth before it is known: a lesion, a lump, a mole.
_CALLED = ("L98.9", "R22", "D22", "D48.5", "D48.1", "D49.2")


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2, I.B.2", URL),
)
def skin_growth_of_the_site_of_its_head(coding: Coding, books: Books) -> Iterator[Give]:
    """A growth of the skin named below a head that tells a lesion of one site is of that site, and the lesion is no other."""
    for growth in coding.having(*GROWTHS):
        told = site_of_head(coding, growth)
        if told and books.tabular.billable(told[0]) is not None:
            gone = (growth, *_called(coding, growth, told[2]))
            yield Give(told[0], because=(growth, told[1]), instead_of=gone)


def _called(coding: Coding, growth: Assignment, problem: int) -> tuple[Assignment, ...]:
    """What the head alone calls the growth."""
    return tuple(
        a
        for a in coding.having(*_CALLED)
        if a is not growth
        and a.mentions
        and all(m.problem == problem and m.standing is Standing.PROBLEM for m in a.mentions)
    )
