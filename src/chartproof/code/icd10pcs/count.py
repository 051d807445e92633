"""A count from the record: the labels it comes to, and the words counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.numbers import number as in_words
from chartproof.terms.numbers import spelled


@dataclass(frozen=True, slots=True)
class Count:
    """Labels (patterns) that a count comes to, and the words counted."""

    labels: tuple[str, ...]
    words: tuple[Evidence, ...]


_FOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
#: How many, in words; how many, in figures or words.
WORDS = f"{spelled(1, 6)}|single|{'|'.join(_FOLD)}|a|both"
NUMBER = rf"\d{{1,2}}|{WORDS}"


def number(word: str) -> int:
    """A number in figures or words."""
    low = word.lower()
    return _FOLD.get(low) or in_words(low)


def within(told: Told, pattern: Pattern) -> Iterator[re.Match[str]]:
    """What a pattern finds in all that may speak of an act."""
    reach = told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3]
    for start, end in reach:
        yield from pattern.finditer(told.document.text, start, end)


def quotes(told: Told, found: list[re.Match[str]]) -> tuple[Evidence, ...]:
    """The first of what was found, as evidence."""
    return tuple(told.document.quote(*m.span()) for m in found[:6])
