"""A foot ulcer that the examination finds on the heel or midfoot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.ulcers import beside
from chartproof.code.icd10cm.ulcers_told import told_of_site
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The open lesion itself, found on the heel or midfoot: healed ones and mere pain there are none.
_LESION = r"(?<!healed )(?<!old )(?:wound|ulcer(?:ation)?|eschar)"
_HEEL = Pattern(
    rf"\b{_LESION}s?\b[^.;\n]{{0,30}}\b(?:heel|midfoot|mid-foot|arch of (?:the|his|her) foot)\b|\b(?:heel|midfoot) {_LESION}s?\b",
    re.IGNORECASE,
)
#: Another part of the foot that an ulcer is told of: then the record has two, or they conflict.
_ELSEWHERE = Pattern(
    rf"\b{_LESION}s?\b[^.;\n]{{0,40}}\b(?:toes?|hallux|metatarsals?|forefoot|ball of|dorsum)\b|\b(?:toe|hallux|forefoot) {_LESION}s?\b",
    re.IGNORECASE,
)
#: Of an unspecified severity, by the last character.
_SEVERITY_OPEN = "9"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def foot_ulcer_on_the_heel(coding: Coding, books: Books) -> Iterator[Give]:
    """A foot ulcer whose place the record tells no other way than on the heel or midfoot is coded there, to the same side and depth."""
    ulcers = coding.having("L97.5")
    if len(ulcers) != 1 or any(True for _ in said(coding, _ELSEWHERE)):
        return
    value = f"L97.4{ulcers[0].value[5:]}"
    place = next((e for e in said(coding, _HEEL) if not _names_other_side(e, value)), None)
    if place is not None and value[5] == "0":
        value = f"L97.4{_side(place, coding)}{value[6:]}"
    if value.endswith(_SEVERITY_OPEN):
        told = next(iter(told_of_site(books.tabular.title(value) or "", coding, value)), None)
        value = (told and beside(value, told.ending, books.tabular)) or value
    if (
        place is not None
        and books.tabular.billable(value)
        and all(a.value == value for a in coding.having("L97.4"))
    ):
        yield Give(value, because=(ulcers[0], place), instead_of=(ulcers[0],))


def _side(place: Evidence, coding: Coding) -> str:
    """The character of the one side that the sentence of a place names; 0 where it names none."""
    text = coding.encounter.document(place.document).text
    start = max(text.rfind(stop, 0, place.start) for stop in (". ", "\n")) + 1
    sides = sides_named(text[start : place.end])
    return {"right": "1", "left": "2"}[next(iter(sides))] if len(sides) == 1 else "0"


def _names_other_side(place: Evidence, value: str) -> bool:
    sides = set(re.findall(r"right|left", place.words.lower()))
    return bool(sides) and {"1": "right", "2": "left"}.get(value[5]) not in sides
