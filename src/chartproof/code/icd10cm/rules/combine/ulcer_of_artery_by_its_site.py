"""The ulcer of an atherosclerotic leg, and the part of the leg that it lies on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Arteries and bypass grafts of a leg with an ulcer whose site is not told, and the side of each.
_SIDES = {f"I70.{kind}{leg}9": side for kind in "234567" for leg, side in (("3", "1"), ("4", "2"))}
#: The sites of L97, and the last character of I70 for them.
_SITES = {"L97.1": "1", "L97.2": "2", "L97.3": "3", "L97.4": "4", "L97.5": "5", "L97.8": "8"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I70.23-, I70.24-"),
)
def ulcer_of_artery_by_its_site(coding: Coding, books: Books) -> Iterator[Give]:
    """Atherosclerosis of a leg with an ulcer is coded to the part of the leg on which the one ulcer of that side is told."""
    for artery in coding.having(*_SIDES):
        ulcers = [a for a in coding.having("L97") if a.value[5] == _SIDES[artery.value]]
        sites = {_SITES.get(a.value[:5]) for a in ulcers}
        site = sites.pop() if len(sites) == 1 else None
        if site is not None and books.tabular.billable(value := artery.value[:6] + site):
            yield Give(value, because=(artery, ulcers[0]), instead_of=(artery,))
