"""Find the phrases of a list in the lines of a page: what each says, and where it stands.

A list is `<name>.tsv` beside this module: kind, what, and the phrases, apart by `; `. `~` in a phrase
stands for up to three words, `*` for any ending (after at least four letters), `<kin>` for each of the words
that the row `words kin` lists, apart by `|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.model.reading import Line, Page
from chartproof.understand.letters import lowered

_WORD = re.compile(r"[a-z0-9]+%?")
_CLASS = re.compile(r"<(\w+)>")
#: How many letters a first word with any ending must have; phrases are kept by them.
_STEM = 4


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases that begin with one word: a pattern whose group says what each tells."""

    pattern: re.Pattern[str]
    tells: tuple[tuple[str, str], ...]


def said_in(page: Page, name: str) -> Iterator[tuple[Line, tuple[str, str], tuple[int, int]]]:
    """Give each phrase of a list that a page says: its line, its kind and what it tells, and its place."""
    known, low = _by_first_word(name), lowered(page.document.text)
    for line in page.lines:
        text = low[line.start : line.end]
        past = 0
        for word in _WORD.finditer(text):
            found = _longest(known, text, word) if word.start() >= past else None
            if found is None:
                continue
            tells, end = found
            past = end
            yield line, tells, (line.start + word.start(), line.start + end)


def _longest(
    known: dict[str, _Phrases], text: str, word: re.Match[str]
) -> tuple[tuple[str, str], int] | None:
    """The longest phrase that begins with a word, what it tells, and where it ends."""
    best: tuple[tuple[str, str], int] | None = None
    for key in (word.group(), word.group()[:_STEM] + "*"):
        phrases = known.get(key)
        found = phrases.pattern.match(text, word.start()) if phrases else None
        if phrases and found and (best is None or found.end() > best[1]):
            best = phrases.tells[int(str(found.lastgroup)[1:])], found.end()
    return best


@lru_cache(maxsize=8)
def _by_first_word(name: str) -> dict[str, _Phrases]:
    text = files("chartproof.understand").joinpath(f"{name}.tsv").read_text("utf-8")
    rows = [tuple(row.split("\t")) for row in text.splitlines()[1:]]
    classes = {what: written for kind, what, written in rows if kind == "words"}
    phrases: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    for kind, what, written in rows:
        for phrase in () if kind == "words" else written.split("; "):
            for one in _begun(phrase, classes):
                first = _WORD.match(one)
                if first is None:
                    raise ValueError(f"{name}.tsv: {what}: {one!r} begins with no word")
                starred = one[first.end() : first.end() + 1] == "*"
                key = first.group()[:_STEM] + "*" if starred else first.group()
                phrases.setdefault(key, []).append((_regex(one, classes), (kind, what)))
    return {first: _compiled(found) for first, found in phrases.items()}


def _begun(phrase: str, classes: dict[str, str]) -> list[str]:
    """The phrase, or one for each word of the class it begins with."""
    named = _CLASS.match(phrase)
    if named is None:
        return [phrase]
    return [word + phrase[named.end() :] for word in classes[named[1]].split("|")]


def _compiled(found: list[tuple[str, tuple[str, str]]]) -> _Phrases:
    ordered = sorted(found, key=lambda f: -len(f[0]))
    parts = [f"(?P<p{i}>{pattern})" for i, (pattern, _) in enumerate(ordered)]
    return _Phrases(re.compile(rf"(?:{'|'.join(parts)})(?!\w)"), tuple(tells for _, tells in ordered))


def _regex(phrase: str, classes: dict[str, str]) -> str:
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
