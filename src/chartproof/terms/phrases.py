"""Find written phrases in text: what each tells, and where it stands; quick over many phrases.

In a phrase `~` stands for up to three words, `*` for any ending (after at least four letters), `<kin>` for
each of the words of a class, apart by `|`. Phrases are kept by their first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Tells = TypeVar("Tells")

_WORD = re.compile(r"[a-z0-9]+%?")
_CLASS = re.compile(r"<(\w+)>")
#: How many letters a first word with any ending must have; phrases are kept by them.
_STEM = 4


@dataclass(frozen=True, slots=True)
class _Begun(Generic[Tells]):
    """The phrases that begin with one word: a pattern whose group says what each tells."""

    pattern: re.Pattern[str]
    tells: tuple[Tells, ...]


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Tells]):
    """Phrases by their first words; those of one word are compiled when a text first says it."""

    written: Mapping[str, Sequence[tuple[str, Tells]]]
    ready: dict[str, _Begun[Tells]] = field(default_factory=dict)

    def found_in(self, text: str) -> Iterator[tuple[Tells, int, int]]:
        """Each phrase that a text in small letters says: what it tells and its place; the longest, none inside another."""
        past, written = 0, self.written
        for word in _WORD.finditer(text):
            said = word.group()
            if said not in written and said[:_STEM] + "*" not in written:
                continue
            found = self._longest(text, word) if word.start() >= past else None
            if found is not None:
                tells, past = found
                yield tells, word.start(), past

    def _longest(self, text: str, word: re.Match[str]) -> tuple[Tells, int] | None:
        """The longest phrase that begins with a word, what it tells, and where it ends."""
        best: tuple[Tells, int] | None = None
        for key in (word.group(), word.group()[:_STEM] + "*"):
            phrases = self._begun(key)
            found = phrases.pattern.match(text, word.start()) if phrases else None
            if phrases and found and (best is None or found.end() > best[1]):
                best = phrases.tells[int(str(found.lastgroup)[1:])], found.end()
        return best

    def _begun(self, key: str) -> _Begun[Tells] | None:
        """The phrases of a first word, or of its first letters; None where there are none."""
        if key not in self.written:
            return None
        if key not in self.ready:
            self.ready[key] = _compiled(self.written[key])
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
            kept.setdefault(key, []).append((_regex(one, classes), tells))
    return Phrases(kept)


def _begun(phrase: str, classes: Mapping[str, str]) -> list[str]:
    """The phrase, or one for each word of the class it begins with."""
    named = _CLASS.match(phrase)
    if named is None:
        return [phrase]
    return [word + phrase[named.end() :] for word in classes[named[1]].split("|")]


def _compiled(found: Sequence[tuple[str, Tells]]) -> _Begun[Tells]:
    ordered = sorted(found, key=lambda f: -len(f[0]))
    parts = [f"(?P<p{i}>{pattern})" for i, (pattern, _) in enumerate(ordered)]
    return _Begun(re.compile(rf"(?:{'|'.join(parts)})(?!\w)"), tuple(tells for _, tells in ordered))


def _regex(phrase: str, classes: Mapping[str, str]) -> str:
    made = ""
    for part in re.findall(r"[ ]?[^ ]+", phrase):
        word = part.strip()
        if word == "~":
            made += r"(?:[^\w.;,:()\n]+[\w.%'\u2019-]+){0,3}?"
            continue
        made += r"[^\w.;]+" if part[0] == " " else ""
        if named := _CLASS.fullmatch(word):
            made += f"(?:{'|'.join(_plain(one) for one in classes[named[1]].split('|'))})"
        else:
            made += _plain(word)
    return made


def _plain(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[^\w.;]+")
