"""A count from the record: the labels it comes to, and the words counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Count:
    """Labels (patterns) that a count comes to, and the words counted."""

    labels: tuple[str, ...]
    words: tuple[Evidence, ...]


NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "single": 1,
    "double": 2,
    "triple": 3,
    "quadruple": 4,
    "quintuple": 5,
    "a": 1,
    "both": 2,
}
NUMBER = r"\d{1,2}|" + "|".join(NUMBERS)


def number(word: str) -> int:
    """A number in figures or words."""
    return NUMBERS[word.lower()] if word.lower() in NUMBERS else int(word)


def within(told: Told, pattern: Pattern) -> Iterator[re.Match[str]]:
    """What a pattern finds in all that may speak of an act."""
    reach = told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3]
    for start, end in reach:
        yield from pattern.finditer(told.document.text, start, end)


def quotes(told: Told, found: list[re.Match[str]]) -> tuple[Evidence, ...]:
    """The first of what was found, as evidence."""
    return tuple(told.document.quote(*m.span()) for m in found[:6])
