"""Find written phrases in text: what each tells, and where it stands; quick over many phrases.

In a phrase `~` stands for up to three words, `*` for any ending (after at least four letters), `<kin>` for
each of the words of a class, apart by `|`. Phrases are kept by their first word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from chartproof.model.pattern import Pattern

Tells = TypeVar("Tells")


class _Spaced(dict[int, str]):
    """Letters for `str.translate`: what no word holds is a space, one for one."""

    def __missing__(self, letter: int) -> str:
        said = self[letter] = chr(letter) if _WORD.match(chr(letter)) or letter == ord("%") else " "
        return said


_WORD = Pattern(r"[a-z0-9]+%?")
_SPACED = _Spaced()
_CLASS = Pattern(r"<(\w+)>")
#: A word of a phrase that stands in a text as it is written: not the stem of others, not the name of a class.
_WHOLE = Pattern(r"(?<![a-z0-9<])[a-z0-9]+%?(?![\w*>%])")
#: How many letters a first word with any ending must have; phrases are kept by them.
_STEM = 4
#: A side and site set off by commas or in brackets, which `~` also stands for: "chalazion, left upper lid, incised".
_ASIDE = r" ?[,(] ?(?:left|right|lt|rt|l|r|both|bilateral|b/l)(?: [\w'-]+){0,3}[,)]"
#: So many texts are remembered: the pages of one record, as a rule.
_LATELY = 16


@dataclass(frozen=True, slots=True)
class _Begun(Generic[Tells]):
    """The phrases that begin with one word: a pattern whose group says what each tells."""

    pattern: Pattern
    tells: tuple[Tells, ...]


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """The places of a text where phrases may begin, in order, and at each the key of those that may."""

    places: Sequence[int]
    keys: Sequence[str]


@lru_cache(maxsize=16)
def words_in(text: str) -> dict[str, list[int]]:
    """Where each word of a text in small letters stands, and each word that begins with the same letters (`inje*`)."""
    said: dict[str, list[int]] = {}
    at = 0
    for word in text.translate(_SPACED).split(" "):  # a third of the time that matches take
        if word:
            if "%" not in word:
                said.setdefault(word, []).append(at)
            else:
                for found in _WORD.finditer(word):
                    said.setdefault(found.group(), []).append(at + found.start())
        at += len(word) + 1
    for whole, places in tuple(said.items()):
        said.setdefault(whole[:_STEM] + "*", []).extend(places)
    return said


def places_of(words: Container[str], text: str) -> list[tuple[int, str]]:
    """Where any of these words stand in a text in small letters, in order."""
    said = words_in(text)
    return sorted((at, word) for key in said if (word := key.rstrip("%")) in words for at in said[key])


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Tells]):
    """Phrases by their first words; those of one word are compiled when a text first says it."""

    written: Mapping[str, Sequence[tuple[str, Tells]]]
    classes: Mapping[str, str]
    ready: dict[str, _Begun[Tells]] = field(default_factory=dict)
    further: dict[str, frozenset[str] | None] = field(default_factory=dict)  # words one of which is said too
    lately: dict[str, _Beginnings] = field(
        default_factory=dict
    )  # where phrases may begin in the texts read last

    def found_in(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Tells, int, int]]:
        """Each phrase that a stretch of a text in small letters says: what it tells and its place; the longest, none inside another."""
        past, end = start, len(text) if end is None else end
        begin = self._beginnings(text)
        at, last = bisect_left(begin.places, start), bisect_left(begin.places, end)
        while at < last:
            place, first = begin.places[at], at
            while at < last and begin.places[at] == place:
                at += 1
            found = self._longest(text, place, end, begin.keys[first:at]) if place >= past else None
            if found is not None:
                tells, past = found
                yield tells, place, past

    def _beginnings(self, text: str) -> _Beginnings:
        """Where in a text a phrase of these may begin, worked out once for the text."""
        if text not in self.lately:
            if len(self.lately) >= _LATELY:
                self.lately.clear()
            said = words_in(text)
            keys = (key for key in said.keys() & self.written.keys() if self._may_begin(key, said))
            found = [(place, key) for key in keys for place in said[key]]
            found.sort()
            self.lately[text] = _Beginnings([place for place, _ in found], [key for _, key in found])
        return self.lately[text]

    def _may_begin(self, key: str, said: Mapping[str, object]) -> bool:
        """Whether a text says more of some phrase than its first word, where it says more at all."""
        if key not in self.further:
            words = [_further(phrase) for phrase, _ in self.written[key]]
            self.further[key] = frozenset().union(*words) if all(words) else None
        further = self.further[key]
        return further is None or not said.keys().isdisjoint(further)

    def _longest(self, text: str, place: int, end: int, keys: Sequence[str]) -> tuple[Tells, int] | None:
        """The longest phrase that begins at a place, what it tells, and where it ends."""
        best: tuple[Tells, int] | None = None
        for key in keys:
            phrases = self._begun(key)
            found = phrases.pattern.match(text, place, end)
            if found and (best is None or found.end() > best[1]):
                best = phrases.tells[int(str(found.lastgroup)[1:])], found.end()
        return best

    def _begun(self, key: str) -> _Begun[Tells]:
        """The phrases of a first word, or of its first letters."""
        if key not in self.ready:
            self.ready[key] = _compiled(self.written[key], self.classes)
        return self.ready[key]


def phrases_of(written: Iterable[tuple[str, Tells]], classes: Mapping[str, str]) -> Phrases[Tells]:
    """Phrases as written, each with what it tells, made ready; ValueError for one that begins with no word."""
    kept: dict[str, list[tuple[str, Tells]]] = {}
    for phrase, tells in written:
        for one in _begun(phrase, classes):
            first = _WORD.match(one)
            if first is None:
                raise ValueError(f"{tells}: {one!r} begins with no word")
            starred = one[first.end() : first.end() + 1] == "*"
            key = first.group()[:_STEM] + "*" if starred else first.group()
            kept.setdefault(key, []).append((one, tells))
    return Phrases(kept, classes)


def _begun(phrase: str, classes: Mapping[str, str]) -> list[str]:
    """The phrase, or one for each word of the class it begins with."""
    named = _CLASS.match(phrase)
    if named is None:
        return [phrase]
    return [word + phrase[named.end() :] for word in classes[named[1]].split("|")]


def _further(phrase: str) -> tuple[str, ...]:
    """The longest word of a phrase behind its first, as texts may have it; none where it has no other for certain."""
    words = _WHOLE.findall(phrase.partition(" ")[2])
    longest = max(words, key=len, default="")
    return (longest, longest + "%") if longest else ()


def _compiled(found: Sequence[tuple[str, Tells]], classes: Mapping[str, str]) -> _Begun[Tells]:
    longest = sorted(found, key=lambda f: (-len(f[0].replace(" ~", "")), -len(f[0])))
    ordered = [(_regex(phrase, classes), tells) for phrase, tells in longest]
    parts = [f"(?P<p{i}>{pattern})" for i, (pattern, _) in enumerate(ordered)]
    return _Begun(Pattern(rf"(?:{'|'.join(parts)})(?!\w)"), tuple(tells for _, tells in ordered))


def _regex(phrase: str, classes: Mapping[str, str]) -> str:
    made = ""
    for part in re.findall(r"[ ]?[^ ]+", phrase):
        word = part.strip()
        if word == "~":
            made += rf"(?:(?:[^\w.;,:()\n]+[\w.%'\u2019-]+){{0,3}}?|{_ASIDE})"
            continue
        made += r"[^\w.;]+" if part[0] == " " else ""
        if named := _CLASS.fullmatch(word):
            made += f"(?:{'|'.join(_plain(one) for one in classes[named[1]].split('|'))})"
        else:
            made += _plain(word)
    return made


def _plain(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[^\w.;]+")
