"""Atherosclerosis of a leg, and the gangrene that its line tells with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Atherosclerosis of native arteries of the legs, without gangrene, by the digit of what it brings; and gangrene.
_MILDER, _WITH, _GANGRENE = ("I70.20", "I70.21", "I70.22"), "I70.26", "I96"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I70.26"),
)
def atherosclerosis_with_gangrene(coding: Coding, books: Books) -> Iterator[Give]:
    """Atherosclerosis of native arteries of a leg told with gangrene is one code of both."""
    for vessels in coding.having(*_MILDER):
        dead = next((g for g in coding.having(_GANGRENE) if in_one_line(vessels, g)), None)
        value = _WITH + vessels.value[-1]
        if dead is not None and books.tabular.billable(value):
            yield Give(value, because=(vessels, dead), instead_of=(vessels,))
