"""Look for a pattern in a whole record, without looking where no word of it can stand.

Most patterns that rules look for are said in few records. What each of its matches must hold is read off the
pattern once (`cancel`, `abort`, `postpon`); a record that has none of it is not searched. Of one whose matches
begin with certain words only those words of the record are looked at. The same record is searched for the same
pattern once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.terms.patterns import beginnings, needed
from chartproof.terms.phrases import words_in

#: From this length a text is looked at word by word; a line is quicker searched as it is.
_LONG = 500
#: Not so many places are looked at sooner than it is known whether the words stand anywhere.
_FEW = 24


def sought(pattern: Pattern, text: str) -> tuple[re.Match[str], ...]:
    """Every match of a pattern in a text, in order, as `finditer` gives them."""
    return _sought(pattern, text) if len(text) >= _LONG or may_say(pattern, text) else ()


def first(pattern: Pattern, text: str) -> re.Match[str] | None:
    """The first match of a pattern in a text, as `search` gives it."""
    if len(text) < _LONG:
        return pattern.search(text)
    return _first(pattern, text)


def may_say(pattern: Pattern, text: str) -> bool:
    """Whether a text holds the words without which the pattern can't match; True where none are known."""
    ways = needed(pattern)
    if ways is None:
        return True
    said = _said_in(text)
    for way in ways:
        for any_of in way:
            for word in any_of:
                if said[word]:
                    break
            else:
                break
        else:
            return True
    return False


@lru_cache(maxsize=64)  # a record's documents, and the few groups asked for
def may_be_said(patterns: tuple[Pattern, ...], text: str) -> tuple[Pattern, ...]:
    """Those of some patterns that a whole text may say: its sentences need not be searched for the others."""
    return tuple(pattern for pattern in patterns if may_say(pattern, text))


class _Said(dict[str, bool]):
    """Whether a text holds a word: looked for once, however many patterns ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._low = _small(text)

    def __missing__(self, word: str) -> bool:
        said = self[word] = word in self._low
        return said


@lru_cache(maxsize=16)  # the documents of one record, as a rule
def _said_in(text: str) -> _Said:
    return _Said(text)


@lru_cache(maxsize=256)
def _first(pattern: Pattern, text: str) -> re.Match[str] | None:
    return next(_matches(pattern, text), None)


@lru_cache(maxsize=256)
def _sought(pattern: Pattern, text: str) -> tuple[re.Match[str], ...]:
    return tuple(_matches(pattern, text))


def _matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern, none inside another, by the places where one may begin."""
    begun = beginnings(pattern) if len(text) >= _LONG else None
    places = None if begun is None else _places(begun, text)
    if (places is None or len(places) > _FEW) and not may_say(pattern, text):
        return
    if places is None:
        yield from pattern.finditer(text)
        return
    past = 0
    for place in places:
        found = pattern.match(text, place) if place >= past else None
        if found is not None:
            yield found
            past = found.end()


def _places(begun: Iterable[str], text: str) -> list[int] | None:
    """Where words of a text begin so, in order; None where it has letters that small and capital ones share with others."""
    low = _small(text)
    words = _by_letters(low) if len(low) == len(text) else None
    if words is None:
        return None
    found: list[int] = []
    for letters in begun:
        alone = len(letters) > 1 and not letters[1].isalnum()
        found += words.get(f"{letters[0]} " if alone else letters, ())
    found.sort()
    return found


@lru_cache(maxsize=16)
def _by_letters(low: str) -> dict[str, list[int]] | None:
    """Where the words of a text stand, by their first letter and by their first two, a space behind a letter alone.

    None where it has letters other than English.
    """
    if not low.isascii() and any(letter.isalnum() and not letter.isascii() for letter in set(low)):
        return None
    found: dict[str, list[int]] = {}
    for word, places in words_in(low).items():
        if word[-1] != "*":
            found.setdefault(word[0], []).extend(places)
            found.setdefault((word + " ")[:2], []).extend(places)
    return found


@lru_cache(maxsize=16)
def _small(text: str) -> str:
    low = text.lower()
    return (
        low if low.isascii() else low.replace("\u0131", "i").replace("\u017f", "s")
    )  # which `re` takes for i and s
