"""Find what was done and what was seen, in words: a transfusion, a fluid bolus, muscle wasting.

`told.tsv` says by which words. `~` in a phrase stands for up to three words, `*` for any ending;
the first word of a phrase is written out. What is denied, another person's or past is left out; what
is to come is planned. A sign is no diagnosis: it is shown to the provider where one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.model.reading import Act, Doing, Line, Page, Presence, Sign, Subject, Time
from chartproof.understand.assertion import cues_in, meant
from chartproof.understand.letters import lowered

_WORD = re.compile(r"[a-z0-9]+%?")
#: Sections that tell what was before, or of others.
_NOT_HERE = frozenset({"family_history", "allergies", "pmh", "psh", "immunizations", "social_history"})
_ORDERED = re.compile(r"\b(?:order\w*|pending|awaiting)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:plan\w*|if|consider\w*|recommend\w*|may|would|unless|refus\w*|declin\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases that begin with one word: a pattern whose group says what each tells."""

    pattern: re.Pattern[str]
    tells: tuple[tuple[str, str], ...]


def told_in(page: Page) -> Iterator[Act | Sign]:
    """Give each act and sign of a page, in order of the text."""
    known, low = _by_first_word(), lowered(page.document.text)
    for line in page.lines:
        if line.section in _NOT_HERE:
            continue
        text = low[line.start : line.end]
        past = 0
        for word in _WORD.finditer(text):
            phrases = known.get(word.group())
            found = phrases.pattern.match(text, word.start()) if phrases else None
            if phrases is None or found is None or word.start() < past:
                continue
            past = found.end()
            kind, name = phrases.tells[int(str(found.lastgroup)[1:])]
            start = line.start + word.start()
            yield from _told(page, line, kind, name, (start, start + len(found.group())))


def _told(page: Page, line: Line, kind: str, name: str, place: tuple[int, int]) -> Iterator[Act | Sign]:
    document = page.document
    if place[1] > line.end:
        return
    cues = cues_in(document.text, line.start, line.end)
    assertion = meant(document, *place, cues, line.section)
    here = assertion.presence is Presence.PRESENT and assertion.subject is Subject.PATIENT
    if not here or assertion.time is Time.PAST:
        return
    evidence = document.quote(*place)
    if kind == "sign":
        if assertion.time is Time.NOW:
            yield Sign(name, evidence)
        return
    before = document.text[max(line.start, place[0] - 24) : place[0]]
    if assertion.time is Time.AHEAD or _PLANNED.search(before):
        yield Act(name, Doing.PLANNED, evidence)
    else:
        yield Act(name, Doing.ORDERED if _ORDERED.search(before) else Doing.DONE, evidence)


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, _Phrases]:
    text = files("chartproof.understand").joinpath("told.tsv").read_text("utf-8")
    phrases: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    for row in text.splitlines()[1:]:
        kind, name, written = row.split("\t")
        for phrase in written.split("; "):
            first = _WORD.match(phrase)
            if first is None:
                raise ValueError(f"told.tsv: {name}: {phrase!r} begins with no word")
            phrases.setdefault(first.group(), []).append((phrase, (kind, name)))
    return {first: _compiled(found) for first, found in phrases.items()}


def _compiled(found: list[tuple[str, tuple[str, str]]]) -> _Phrases:
    ordered = sorted(found, key=lambda f: -len(f[0]))
    parts = [f"(?P<p{i}>{_regex(phrase)})" for i, (phrase, _) in enumerate(ordered)]
    return _Phrases(re.compile(rf"(?:{'|'.join(parts)})(?!\w)"), tuple(tells for _, tells in ordered))


def _regex(phrase: str) -> str:
    made = ""
    for part in re.findall(r"[ ]?[^ ]+", phrase):
        word = part.strip()
        if word == "~":
            made += r"(?:[^\w.;,:()\n]+[\w.%]+){0,3}?"
        else:
            plain = re.escape(word).replace(r"\*", r"\w*")
            made += (r"[^\w.;]+" if part[0] == " " else "") + plain
    return made
