"""What is read off a pattern: the words that its matches hold, and the letters that they begin with.

Read from Python's own reading of the pattern, so that nothing is written twice. All in small letters; of a
pattern of which nothing can be told, None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from chartproof.model.pattern import Pattern

try:  # Python's own reading of patterns; with a version that has moved it nothing is told
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

#: Letters that small and capital letters share with no others; any else is not relied on.
_PLAIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -/:.,'"))
#: Words that must stand there are relied on from this length; more of them than these are not quicker to look for.
_LEAST, _MOST = 2, 40
#: So many letters of a beginning are read, and so many beginnings.
_LETTERS, _BEGINNINGS = 2, 160
#: In a beginning: no letter stands before it.
_EDGE = "\b"
#: Words of which a match holds one.
AnyOf = frozenset[str]


@lru_cache(maxsize=4_096)
def needed(pattern: Pattern) -> tuple[tuple[AnyOf, ...], ...] | None:
    """What matches hold: in one of several ways, each time one word of every set."""
    if _parser is None:
        return None
    ways = [_best(_held(way)) for way in _alternatives(_read(pattern))]
    return tuple(ways) if all(ways) else None


@lru_cache(maxsize=4_096)
def beginnings(pattern: Pattern) -> frozenset[str] | None:
    """What matches begin with, if with a word: "no" its first two letters, "a " the word a, "a" any with it."""
    begun = None if _parser is None else _begun(_read(pattern))
    if begun is None:
        return None
    found = begun[0] | begun[1]
    if not all(letters[:1] == _EDGE and letters[1:2].isalnum() for letters in found):
        return None
    return frozenset(letters[1:] for letters in found)


@lru_cache(maxsize=16)  # what it holds and what it begins with are asked one after the other
def _read(pattern: Pattern) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags)


def _alternatives(parts: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The ways of a pattern that is nothing but one of several."""
    taking = [part for part in parts if part[0] not in {op.AT, op.ASSERT, op.ASSERT_NOT}]
    if len(taking) == 1 and taking[0][0] is op.BRANCH:
        return (way for branch in taking[0][1][1] for way in _alternatives(branch))
    if len(taking) == 1 and taking[0][0] is op.SUBPATTERN:
        return _alternatives(taking[0][1][3])
    return (parts,)


def _held(parts: Iterable[Any]) -> list[AnyOf]:
    """What a run of parts must hold: of each stretch of it that is known letter by letter, one of its words."""
    held: list[AnyOf] = []
    words = {""}
    for kind, value in (*parts, (op.ANY, None)):
        known = _spelled(kind, value)
        if known is None:
            held += [frozenset(words), *_inside(kind, value)]
            words = {""}
        elif len(words) * len(known) <= _MOST:
            words = {before + after for before, after in product(words, known)}
        else:
            held.append(frozenset(words))
            words = known
    return [any_of for any_of in held if min(map(len, any_of)) >= _LEAST]


def _spelled(kind: Any, value: Any) -> set[str] | None:
    """All that one part may be, where that is few words."""
    if kind is op.LITERAL:
        return {chr(value).lower()} if value in _PLAIN else None
    if kind in {op.AT, op.ASSERT, op.ASSERT_NOT}:
        return {""}
    if kind is op.SUBPATTERN or kind is op.ATOMIC_GROUP:
        return _spelled_out(value[3] if kind is op.SUBPATTERN else value)
    if kind is op.BRANCH:
        return _one_of([_spelled_out(branch) for branch in value[1]])
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT} and value[1] == 1:
        return _one_of([_spelled_out(value[2]), {""} if value[0] == 0 else set()])
    return None


def _spelled_out(parts: Iterable[Any]) -> set[str] | None:
    words = {""}
    for kind, value in parts:
        known = _spelled(kind, value)
        if known is None or len(words) * len(known) > _MOST:
            return None
        words = {before + after for before, after in product(words, known)}
    return words


def _one_of(known: Iterable[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for words in known:
        if words is None or len(found) > _MOST:
            return None
        found |= words
    return found if len(found) <= _MOST else None


def _inside(kind: Any, value: Any) -> list[AnyOf]:
    """What one part that may be many things must hold."""
    if kind is op.BRANCH:
        held = [_best(_held(branch))[:1] for branch in value[1]]
        return [frozenset().union(*(best for (best,) in held))] if all(held) else []
    if kind is op.SUBPATTERN or kind is op.ATOMIC_GROUP:
        return _held(value[3] if kind is op.SUBPATTERN else value)
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT} and value[0] > 0:
        return _held(value[2])
    return []


def _best(held: Iterable[AnyOf]) -> tuple[AnyOf, ...]:
    """Those that can be relied on, first what fewest texts hold: the set whose shortest word is the longest."""
    few = {any_of for any_of in map(_plainest, held) if len(any_of) <= _MOST}
    return tuple(sorted(few, key=lambda any_of: (-min(map(len, any_of)), len(any_of), sorted(any_of))))


def _plainest(any_of: AnyOf) -> AnyOf:
    """The words without those that hold another of them: a text with "vaccines" has "vaccine"."""
    return frozenset(word for word in any_of if not any(other in word for other in any_of - {word}))


#: How a run of parts may begin: what is all of it, so that more may follow, and what goes on unread.
_Begun = tuple[frozenset[str], frozenset[str]]


def _begun(parts: Iterable[Any]) -> _Begun | None:
    """How a run of parts begins; None where nothing can be told."""
    whole, cut = frozenset({""}), frozenset[str]()
    for kind, value in parts:
        ways = _ways(kind, value)
        if ways is None:
            return (frozenset(), cut | whole) if not whole & {"", _EDGE} else None
        cut |= {_joined(before, after) for before, after in product(whole, ways[1])}
        longer = {_joined(before, after) for before, after in product(whole, ways[0])}
        whole = frozenset(letters for letters in longer if len(letters.strip(_EDGE)) < _LETTERS)
        cut |= longer - whole
        if len(whole) + len(cut) > _BEGINNINGS:
            return None
    return whole, cut


def _joined(before: str, after: str) -> str:
    """Two beginnings, one behind the other, as far as they are read."""
    edge = _EDGE if before[:1] == _EDGE or (not before and after[:1] == _EDGE) else ""
    return edge + (before.strip(_EDGE) + after.strip(_EDGE))[:_LETTERS]


def _ways(kind: Any, value: Any) -> _Begun | None:
    """How one part begins."""
    if kind is op.LITERAL:
        return (frozenset({chr(value).lower()}), frozenset()) if value in _PLAIN else None
    if kind is op.IN:
        return _of_class(value)
    if kind in {op.AT, op.ASSERT, op.ASSERT_NOT}:
        return frozenset({_EDGE if _is_edge(kind, value) else ""}), frozenset()
    if kind is op.SUBPATTERN or kind is op.ATOMIC_GROUP:
        return _begun(value[3] if kind is op.SUBPATTERN else value)
    if kind is op.BRANCH:
        return _either(_begun(branch) for branch in value[1])
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return _repeated(*value)
    return None


def _either(ways: Iterable[_Begun | None]) -> _Begun | None:
    whole, cut = frozenset[str](), frozenset[str]()
    for way in ways:
        if way is None:
            return None
        whole, cut = whole | way[0], cut | way[1]
    return whole, cut


def _repeated(least: int, most: int, parts: Iterable[Any]) -> _Begun | None:
    """How what may be missing, or stand several times, begins."""
    begun = _begun(parts)
    if begun is None or (most > 1 and begun[0] & {"", _EDGE}):
        return None
    missing = frozenset({""} if least == 0 else ())
    return (begun[0] | missing, begun[1]) if most == 1 else (missing, begun[0] | begun[1])


def _of_class(members: Iterable[Any]) -> _Begun | None:
    """The letters of a class, where all are plain ones."""
    found: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL and value in _PLAIN:
            found.add(chr(value).lower())
        elif kind is op.RANGE and _PLAIN.issuperset(range(value[0], value[1] + 1)):
            found |= {chr(letter).lower() for letter in range(value[0], value[1] + 1)}
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            found |= set("0123456789")
        else:
            return None
    return frozenset(found), frozenset()


def _is_edge(kind: Any, value: Any) -> bool:
    """Whether a place that takes no letters says that no letter stands before it."""
    if kind is op.AT:
        return value in {op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING}
    ahead, parts = value[0] > 0, list(value[1])
    if ahead or not parts:
        return False
    last, what = parts[-1]
    if kind is op.ASSERT_NOT:
        return len(parts) == 1 and last is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in what
    return bool(last is op.LITERAL and not chr(what).isalnum() and chr(what) != "_")
