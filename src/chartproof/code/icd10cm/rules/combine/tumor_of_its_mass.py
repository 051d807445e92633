"""A tumor known by its kind, and the mass as which it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Tumors of unspecified behavior, and disorders by whose codes a mass of kidney, adrenal or testis is coded.
_TUMOR, _OF_NO_SITE, _MASSES = "D49", "D49.9", ("N28.89", "E27.8", "N50.89")
#: The code of a kidney's mass is one of its disorders, cysts among them: it stays, though the side is learned from it.
_STAYS = "N28.89"
_MASS = Pattern(r"\b(?:mass(?:es)?|tumou?rs?|lesions?|nodules?|neoplas\w+|growths?)\b", re.IGNORECASE)
_AHEAD = Pattern(r"\b(right|left|bilateral)(?:-sided)?\s$", re.IGNORECASE)
_ORGAN, _MALIGNANT, _SOURCE = 0, 1, 4
_SIDES = ("right", "left")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13, I.C.2", URL),
)
def tumor_of_its_mass(coding: Coding, books: Books) -> Iterator[Give]:
    """A tumor whose side is left open takes that of the mass as which it was found, which is not coded besides; nor is the mass of an organ without sides."""
    taken: set[str] = set()
    for mass in coding.having(_TUMOR, *_MASSES):
        row, sides = _row(mass), _sides(mass)
        known = coding.having(*_kinds(row)) if row else ()
        for tumor in known:
            sided = _sided(tumor, row, sides) if row and tumor.value not in taken else ()
            if row and mass.value.startswith(_TUMOR) and not _has_sides(row):
                sided = (tumor.value,)
            given = tuple(code for code in sided if books.tabular.billable(code))
            taken.add(tumor.value)
            dropped = () if mass.value == _STAYS else (mass,)
            for code in given:
                yield Give(code, because=(tumor, mass), instead_of=(tumor, *dropped))


def _row(mass: Assignment) -> tuple[str, ...] | None:
    """The figures of the organ that a mass is said to be of; None where its words name none."""
    named = " ".join(e.words for m in mass.mentions for e in m.evidence)
    if mass.value == _OF_NO_SITE or not _MASS.search(named):
        return None
    return next(
        (r for r in rows("neoplasm_behaviors") if re.search(rf"\b(?:{r[_ORGAN]})\b", named, re.IGNORECASE)),
        None,
    )


def _has_sides(row: tuple[str, ...]) -> bool:
    """Whether an organ is one of a pair."""
    return any("/" in column for column in row[_MALIGNANT:_SOURCE])


def _kinds(row: tuple[str, ...]) -> tuple[str, ...]:
    """How the codes of an organ's neoplasms begin: malignant by category, others by subcategory."""
    first = [column.split("/")[0] for column in row[_MALIGNANT:_SOURCE]]
    return (first[0][:3], *(code[:5] for code in first[1:]))


def _sides(mass: Assignment) -> set[str]:
    """The sides of a mass: those found with it, or the word right in front, where its code has none."""
    found = {t.value for m in mass.mentions for t in m.traits if t.axis == "laterality"}
    for m in mass.mentions if not found else ():
        if ahead := _AHEAD.search(m.line.words, 0, max(0, m.evidence[0].start - m.line.start)):
            found.add(ahead[1].lower())
    return found


def _sided(tumor: Assignment, row: tuple[str, ...], sides: set[str]) -> tuple[str, ...]:
    """The codes of the mass's side, or both, where the tumor's code leaves its side open; none where it does not."""
    for column in row[_MALIGNANT:_SOURCE]:
        *sided, unspecified = column.split("/")
        if sided and tumor.value == unspecified:
            if sides == {"bilateral"}:
                return tuple(sided)
            return (
                tuple(sided[_SIDES.index(s)] for s in sides)
                if len(sides) == 1 and sides <= set(_SIDES)
                else ()
            )
    return ()
