"""Look for a pattern in a whole record, without looking where no word of it can stand.

Most patterns that rules look for are said in few records. What each of its matches must hold is read off the
pattern once (`cancel`, `abort`, `postpon`); a record that has none of it is not searched. The same record is
searched for the same pattern once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from chartproof.model.pattern import Pattern

try:  # Python's own reading of patterns; a version that has moved it searches every record
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

#: Letters that small and capital letters share with no others; any else is not relied on.
_PLAIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -/:.,'"))
#: Words that must stand there are relied on from this length.
_LEAST = 2
#: More alternatives than these are not quicker to look for than the pattern itself.
_MOST = 40


def sought(pattern: Pattern, text: str) -> tuple[re.Match[str], ...]:
    """Every match of a pattern in a text, in order, as `finditer` gives them."""
    return _sought(pattern, text) if may_say(pattern, text) else ()


def first(pattern: Pattern, text: str) -> re.Match[str] | None:
    """The first match of a pattern in a text, as `search` gives it."""
    return pattern.search(text) if may_say(pattern, text) else None


def may_say(pattern: Pattern, text: str) -> bool:
    """Whether a text holds any of the words without which the pattern can't match; True where none are known."""
    needed = _needed(pattern)
    if needed is None:
        return True
    low = _small(text)
    return any(word in low for word in needed)


@lru_cache(maxsize=256)  # one record at a time, as a rule
def _sought(pattern: Pattern, text: str) -> tuple[re.Match[str], ...]:
    return tuple(pattern.finditer(text))


@lru_cache(maxsize=16)
def _small(text: str) -> str:
    low = text.lower()
    return (
        low if low.isascii() else low.replace("\u0131", "i").replace("\u017f", "s")
    )  # which `re` takes for i and s


@lru_cache(maxsize=1_024)
def _needed(pattern: Pattern) -> frozenset[str] | None:
    """Small words of which every match holds one, or None where none can be told."""
    if _parser is None:
        return None
    found = _of(_parser.parse(pattern.pattern, pattern.flags))
    return found if found is not None and len(found) <= _MOST else None


def _of(parts: Iterable[Any]) -> frozenset[str] | None:
    """What a run of parts must hold: the best of what its parts must, and of the letters that stand together."""
    best: frozenset[str] | None = None
    letters = ""
    for kind, value in (*parts, (op.ANY, None)):
        if kind is op.LITERAL and value in _PLAIN:
            letters += chr(value).lower()
            continue
        if len(letters) >= _LEAST:
            best = _better(best, frozenset({letters}))
        letters = ""
        best = _better(best, _inside(kind, value))
    return best


def _inside(kind: Any, value: Any) -> frozenset[str] | None:
    """What one part must hold; None where it may be anything, or nothing."""
    if kind is op.BRANCH:
        return _of_any(value[1])
    if kind is op.SUBPATTERN:
        return _of(value[3])
    if kind is op.ATOMIC_GROUP:
        return _of(value)
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT} and value[0] > 0:
        return _of(value[2])
    return None


def _of_any(branches: Iterable[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for branch in branches:
        one = _of(branch)
        if one is None:
            return None
        found |= one
    return frozenset(found)


def _better(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    """That of two which fewer texts hold: the one whose shortest word is the longer."""
    if a is None or b is None:
        return b if a is None else a
    return max(a, b, key=lambda words: (min(map(len, words)), -len(words)))
