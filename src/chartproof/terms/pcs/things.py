"""What the record says of an approach, a device, a substance or a qualifier, and the labels it may be.

`things.tsv`: the axis (5 to 7), the words (patterns as in acts), the labels (patterns apart by `|`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files

from chartproof.codesets.pcs_books import PcsBooks
from chartproof.model.pattern import Pattern
from chartproof.terms.pcs.acts import compiled
from chartproof.terms.sought import may_say

#: Words that take back what follows them in the clause.
_NOT = Pattern(
    r"\b(?:no|not|without(?! and with)|never|nor|instead of|rather than|unnecessary|avoid\w*)\b[^.;:,]{0,25}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One line: words that say a value of an axis."""

    axis: int
    words: str
    labels: tuple[str, ...]
    weak: bool = False

    @property
    def pattern(self) -> Pattern:
        """What is written, compiled when it is first looked for."""
        return compiled(self.words)

    def names(self, label: str) -> bool:
        """Whether a label is one of those meant."""
        return any(fnmatchcase(label, p) for p in self.labels)


@lru_cache(maxsize=1)
def _ours() -> tuple[Thing, ...]:
    text = files("chartproof.terms.pcs").joinpath("things.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return tuple(
        Thing(int(a), w, tuple(labels.split("|")), says.startswith("perhaps")) for a, w, labels, says in rows
    )


_NOT_AFTER = Pattern(
    r"^[^.;,]{0,15}\b(?:unnecessary|not (?:needed|required|placed|used|deployed|left|necessary)|(?:was|were) (?:removed|withdrawn))\b",
    re.IGNORECASE,
)


class Things:
    """Our lines, and the device key and the definitions of one set of books."""

    def __init__(self, books: PcsBooks) -> None:
        self._things: dict[int, list[Thing]] = {5: [], 6: [], 7: []}
        self._open: dict[tuple[int, frozenset[str]], tuple[Thing, ...]] = {}  # by the rows of the tables
        for thing in _ours():
            self._things[thing.axis].append(thing)
        for words, label in dict.fromkeys(_devices(books)):
            plain = re.sub(r"\([^)]*\)", " ", words)
            name = " ".join(re.findall(r"[A-Za-z0-9]+", plain))
            if len(name) > 4:
                self._things[6].append(Thing(6, name, (label,)))

    def said(
        self, axis: int, labels: frozenset[str], text: str, span: tuple[int, int]
    ) -> Iterator[tuple[Thing, int, int]]:
        """What a stretch of text says of an axis, of the labels that are open."""
        for thing in self._of(axis, labels):
            for m in thing.pattern.finditer(text, *span) if may_say(thing.pattern, text) else ():
                if not _NOT.search(text, max(span[0], m.start() - 60), m.start()) and not _NOT_AFTER.match(
                    text[m.end() : min(span[1], m.end() + 50)]
                ):
                    yield thing, m.start(), m.end()

    def _of(self, axis: int, labels: frozenset[str]) -> tuple[Thing, ...]:
        """The lines that say one of the labels that are open."""
        if (axis, labels) not in self._open:
            meant = (t for t in self._things[axis] if any(map(t.names, labels)))
            self._open[axis, labels] = tuple(meant)
        return self._open[axis, labels]


def _devices(books: PcsBooks) -> Iterator[tuple[str, str]]:
    for said in books.devices or ():
        yield said.words, said.label
    for section, position, said in books.definitions.includes() if books.definitions else ():
        if position == 6 and section in "03X":
            yield said.words, said.label
