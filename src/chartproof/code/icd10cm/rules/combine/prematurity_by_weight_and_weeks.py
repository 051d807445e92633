"""How premature, how light."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import birth_weight
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_BAND = Pattern(r"(less than )?(\d{3,4})(?:-(\d{3,4}))? grams( and over)?")
_WEEKS = Pattern(r"gestational age (less than )?(\d+) completed")
#: Conditions whose names document prematurity: jaundice, apnea, anemia and retinopathy of it.
OF_PREMATURITY = ("P59.0", "P28.4", "P61.2", "H35.1")
WEIGHTS, AGES = ("P07.0", "P07.1"), ("P07.2", "P07.3")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.d", URL),
)
def prematurity_by_weight_and_weeks(coding: Coding, books: Books) -> Iterator[Give]:
    """Where prematurity or low weight is documented, the birth weight and the completed weeks of gestation choose the codes."""
    weight = birth_weight(coding)
    weeks = next((m for m in coding.reading.measures if m.name == "gestational age" and m.evidence), None)
    early = coding.having("P07") or coding.having(*OF_PREMATURITY)
    for node in ("P05.0", "P05.1"):
        for light in coding.having(node):
            if weight and (found := _of_weight((node,), weight[1], books)) and found != light.value:
                yield Give(found, because=(light, weight[0]), instead_of=(light,))
    if early and weight and not coding.having("P05"):
        found = _of_weight(WEIGHTS, weight[1], books)
        if found:
            yield Give(
                found,
                because=(*_named(early[0]), weight[0]),
                needed=early[0].needed,
                instead_of=tuple(a for a in coding.having(*WEIGHTS) if a.value != found),
            )
    if early and weeks is not None and weeks.evidence is not None:
        found = _of_weeks(int(weeks.value), books)
        if found:
            gone = tuple(a for a in coding.having(*AGES) if a.value != found)
            named = (*_named(early[0]), weeks.evidence)
            yield Give(found, because=named, instead_of=gone, needed=early[0].needed)


def _named(early: Assignment) -> tuple[Assignment | Evidence, ...]:
    """What documents prematurity: its own code, or the words alone of a condition that is named after it."""
    return (early,) if early.value.startswith("P07") else early.proof.words()[:1]


def _of_weight(nodes: tuple[str, ...], grams: int, books: Books) -> str | None:
    for code, title in (pair for node in nodes for pair in books.tabular.starting(node, 20)):
        band = _BAND.search(title)
        if band and books.tabular.billable(code):
            low, high = int(band[2]), int(band[3] or 0)
            if (band[1] and grams < low) or (band[4] and grams >= low) or low <= grams <= high:
                return code
    return None


def _of_weeks(weeks: int, books: Books) -> str | None:
    for code, title in (pair for node in AGES for pair in books.tabular.starting(node, 20)):
        named = _WEEKS.search(title)
        if named and (weeks < int(named[2]) if named[1] else weeks == int(named[2])):
            return code
    return None
