"""Stretches of a document that an earlier one already holds, word for word but for days and times.

Found once for all documents, sentence by sentence: a run of sentences counts as copied when one
earlier document holds each of them and they have enough words together that no two people would
write them alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.chart import Chart
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence

#: So many words make a run of sentences a copy.
ENOUGH = 12
_PIECE = Pattern(r"[^\n]+?(?:[.;!?](?=\s)|$)", re.MULTILINE)
_DAYS = Pattern(
    r"\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?|\b\d{1,2}:\d\d(?::\d\d)?\s?(?:[ap]m\b)?|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?|"
    r"\b(?:hospital day|hd|pod|post-?op(?:erative)? day|day)\s*#?\s*\d+",
    re.IGNORECASE,
)
_WORD = Pattern(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch `text[start:end]` that stands in an earlier document too."""

    start: int
    end: int
    source: str


def copy_of(mention: Mention, chart: Chart) -> Copy | None:
    """The copied stretch that a mention stands in, or None where its words are fresh."""
    if len(chart.documents) < 2:
        return None
    found = copies(chart.texts).get(mention.document, ())
    at = _start(mention)
    i = bisect_right(found, at, key=lambda c: c.start) - 1
    return found[i] if i >= 0 and at < found[i].end else None


def _start(mention: Mention) -> int:
    own: tuple[Evidence, ...] = mention.evidence or (mention.line,)
    return min(e.start for e in own if e.document == mention.document)


@lru_cache(maxsize=2)
def copies(documents: tuple[tuple[str, str], ...]) -> dict[str, tuple[Copy, ...]]:
    """The copied stretches of each document, in order of its text."""
    held: dict[tuple[str, ...], int] = {}  # a sentence -> a bit for each document that holds it
    found: dict[str, tuple[Copy, ...]] = {}
    for number, (ident, text) in enumerate(documents):
        pieces = [(m.start(), m.end(), _plain(m[0])) for m in _PIECE.finditer(text)]
        pieces = [piece for piece in pieces if piece[2]]
        marked = tuple(_marked(text, documents[0][0])) if number else ()
        found[ident] = tuple(sorted((*_runs(pieces, held, documents), *marked), key=lambda c: c.start))
        for _, _, words in pieces:
            held[words] = held.get(words, 0) | 1 << number
    return found


#: A line whose writer calls it a copy: "(copied) A/P: L1 fracture", "Carried forward from 3/5: sepsis".
_MARK = Pattern(
    r"^[ \t]*(?:[(\[](?:copied|carried forward|copy[- ]forward|pasted)(?: (?:from|forward|in)\b[^:\n)\]]{0,30})?[)\]]|"
    r"(?:copied|carried forward|pasted)(?: (?:from|forward)\b[^:\n]{0,30})?:)[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)


def _marked(text: str, source: str) -> Iterator[Copy]:
    """The lines of a later document that say of themselves that they were copied."""
    return (Copy(m.start(), m.end(), source) for m in _MARK.finditer(text))


def _plain(piece: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_DAYS.sub(" ", piece).casefold()))


def _runs(
    pieces: list[tuple[int, int, tuple[str, ...]]],
    held: dict[tuple[str, ...], int],
    documents: tuple[tuple[str, str], ...],
) -> list[Copy]:
    """Runs of neighbouring sentences that one earlier document holds."""
    runs: list[Copy] = []
    first, last, count, alike = 0, 0, 0, 0
    for start, end, words in [*pieces, (0, 0, ())]:
        here = held.get(words, 0)
        if alike & here:
            last, count, alike = end, count + len(words), alike & here
            continue
        if count >= ENOUGH:
            source = (alike & -alike).bit_length() - 1
            runs.append(Copy(first, last, documents[source][0]))
        first, last, count, alike = start, end, len(words) if here else 0, here
    return runs
