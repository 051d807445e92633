"""How long a patient with a brain injury was unconscious."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_LOST = (
    r"(?:\bLOC\b(?! ?(?:status|unknown))|loss of consciousness|lost consciousness|knocked (?:out|unconscious)|"
    r"out cold|(?:was|were|found|rendered) unconscious|unconscious for|passed out|blacked out)"
)
_NUMBER = r"(?P<number>\d+(?:\.\d+)?(?:\s?(?:-|to)\s?\d+)?|an?|one|two|three|four|five|ten|fifteen|twenty|(?:a )?few|several)"
_SPAN = rf"{_NUMBER}[\s-]?(?P<unit>s(?:ec\w*)?|m(?:in\w*)|h(?:(?:ou)?rs?)?|days?)\b"
_TOLD = re.compile(rf"(?:(?:{_SPAN}|(?P<brief>brief|momentary|transient))(?: of)? )?{_LOST}", re.IGNORECASE)
_AFTER = re.compile(
    rf"\W{{0,3}}(?:(?:for|x|of|lasting|lasted|about|approximately|approx|roughly|around|maybe|up to|less than|under|~|<)\W{{0,2}}){{0,3}}"
    rf"(?:{_SPAN}|(?P<brief>brief\w*|momentar\w+))",
    re.IGNORECASE,
)
_HOURS = {"s": 1 / 3600, "m": 1 / 60, "h": 1.0, "d": 24.0}
_WORDS = {
    "one": 1,
    "a": 1,
    "an": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
}
#: The sixth characters by the most hours they reach.
_REACH = (("1", 0.5), ("2", 0.999), ("3", 5.99), ("4", 24.0))
_FEW = 5
_PLACE = 6


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "S06, sixth characters", URL),
)
def loss_of_consciousness(coding: Coding, books: Books) -> Iterator[Give]:
    """The sixth character of an intracranial injury is that of the loss of consciousness documented, and of how long it was."""
    told = said(coding, _TOLD) if coding.having("S06") else None
    if told is None:
        return
    char = _char(told, coding)
    fainted = tuple(a for a in coding.having("R55", "R40.20") if _rests_on(told, a.proof.words()))
    for injury in coding.having("S06"):
        value = injury.value[:_PLACE] + char + injury.value[_PLACE + 1 :]
        if books.tabular.billable(value) is None:
            value = injury.value[:_PLACE] + "9" + injury.value[_PLACE + 1 :]
        if injury.value[_PLACE] in "09" and value != injury.value and books.tabular.billable(value):
            yield Give(value, because=(injury, told), instead_of=(injury, *fainted))


def _rests_on(told: Evidence, words: tuple[Evidence, ...]) -> bool:
    return any(re.search(_LOST, e.words, re.IGNORECASE) for e in words) or told in words


def _char(told: Evidence, coding: Coding) -> str:
    """The character of the time told before or after the words; 9 where no time is told."""
    text = coding.encounter.document(told.document).text
    for found in (_TOLD.match(text, told.start), _AFTER.match(text, told.end)):
        if found and found["brief"]:
            return "1"
        if found and found["number"]:
            hours = _many(found["number"].lower()) * _HOURS[found["unit"][0].lower()]
            return next((char for char, most in _REACH if hours <= most), "9")
    return "9"


def _many(number: str) -> float:
    """The larger end of a span; a few are five."""
    last = re.split(r"\s?(?:-|to)\s?", number)[-1]
    return float(last) if last[:1].isdigit() else _WORDS.get(last, _FEW)
