"""Find the acts of the vocabulary in a record: a pattern is tried only where its first word stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.terms.pcs.acts import Act, acts, closing, compiled
from chartproof.terms.sought import may_say

#: Where a word begins, and the word.
_WORD = Pattern(r"(?<!\w)(?=([A-Za-z0-9&]+))\w")


def found(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Act, re.Match[str]]]:
    """What each stretch of a text may name, in order of the stretches, then of the vocabulary: which stretch, the act, its words."""
    begun = _begun(text)
    places = [place for place, _ in begun]
    able = {n for _, numbers in begun for n in numbers if n in _loose()}.union(_by_head().get("", ()))
    anywhere = {n for n in able if may_say(acts()[n].pattern, text)}
    for at, (start, end) in enumerate(spans):
        here: dict[int, list[int]] = defaultdict(list)
        for place, numbers in begun[bisect_left(places, start) : bisect_left(places, end)]:
            for n in numbers:
                here[n].append(place)
        for n in sorted(here.keys() | anywhere):
            act = acts()[n]
            pattern, past = compiled(act.first), start
            if n in anywhere:
                yield from ((at, act, match) for match in pattern.finditer(text, start, end))
                continue
            for place in here[n]:
                match = pattern.match(text, place, end) if place >= past else None
                if match is not None:
                    yield at, act, match
                    past = match.end()


def near(text: str) -> list[Act]:
    """The acts that a text may name, by its words."""
    numbers = {n for _, may in _begun(text) for n in may}
    return [acts()[n] for n in sorted(numbers.union(_by_head().get("", ())))]


def _begun(text: str) -> list[tuple[int, Sequence[int]]]:
    """Where words of a text stand that an act may begin with, and which acts, by their number."""
    known: dict[str, Sequence[int]] = {}
    begun = []
    for match in _WORD.finditer(text):
        word = match[1].lower()
        if word not in known:
            known[word] = _numbers(word)
        if known[word]:
            begun.append((match.start(), known[word]))
    return begun


@lru_cache(maxsize=16_384)
def _numbers(word: str) -> Sequence[int]:
    """The acts that may begin with a word, in either spelling."""
    american = word.replace("ae", "e").replace("oe", "e")
    heads_of = {head for one in (word, american) for head in (one[:3], f"={one}")}
    return tuple({n for head in heads_of for n in _by_head().get(head, ())})


@lru_cache(maxsize=1)
def _by_head() -> dict[str, list[int]]:
    """The acts by the beginnings of their first words, by their number in the vocabulary."""
    by_head: dict[str, list[int]] = defaultdict(list)
    for number, act in enumerate(acts()):
        for head in dict.fromkeys(heads(act.first)):
            by_head[head].append(number)
    return dict(by_head)


@lru_cache(maxsize=1)
def _loose() -> frozenset[int]:
    """Acts that begin with words of their own or with others of theirs, as `(total |open )*hysterectomy`.

    Where the first stand in a record, they are looked for in all of it; the others alone mostly tell of
    what was done before.
    """
    return frozenset(
        n for n, act in enumerate(acts()) if {*heads(act.first, every=True)} - {*heads(act.first)}
    )


def heads(pattern: str, *, every: bool = False) -> Iterator[str]:
    """The first three letters of words that a pattern may begin with; "" where any word may.

    `every`: with those behind what may stand several times, and those written as one with the next (D&C).
    """
    depth, start, tops = 0, 0, []
    for at, c in enumerate(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            tops.append(pattern[start:at])
            start = at + 1
    for way in (*tops, pattern[start:]):
        yield from _head(way.strip(), every)


def _head(way: str, every: bool) -> Iterator[str]:
    if way.startswith("("):
        at = closing(way, 0)
        yield from heads(way[1:at], every=every)
        if way[at + 1 : at + 2] == "?" or (every and way[at + 1 : at + 2] == "*"):
            yield from heads(way[at + 2 :], every=every)
        return
    word = re.match(r"[a-zA-Z0-9&]*", way)
    found = word[0].lower() if word else ""
    after = way[len(found) : len(found) + 1]
    if every and found and way[len(found) :].startswith(" ?"):
        yield from _head(way[: len(found)] + way[len(found) + 2 :], every)
    yield (
        found[:3]
        if len(found) >= 3 and (len(found) > 3 or after != "?")
        else f"={found}"
        if found and after in {"", " ", "-", "|"}
        else ""
    )
