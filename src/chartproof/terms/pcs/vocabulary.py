"""The words by which ICD-10-PCS is found: labels, definitions, keys, index, and our own table."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import groupby

from chartproof.codesets.pcs import Table
from chartproof.codesets.pcs_books import PcsBooks
from chartproof.codesets.pcs_keys import Line
from chartproof.model.pattern import Pattern
from chartproof.terms.pcs import trade
from chartproof.terms.pcs.trade import Claim
from chartproof.terms.words import folded

#: Words that say a side; which side is a question of its own, not a part of the body part's name.
SIDES = {"left": "left", "lt": "left", "right": "right", "rt": "right", "bilateral": "both", "both": "both"}
_ENDINGS = Pattern(r"(?:ations?|ions?|ments?|ages?|als?|ed|ing|e)$")
_ASIDE = Pattern(r"\(([^)]*)\)")
#: What a word weighs that stands in no label: a word of the trade is seldom an accident.
TRADE = 5.0

#: Words that say what kind of part, not which: a shaft, a lobe, an artery. Each weighs KIND, and a side SIDE.
KINDS = frozenset(
    "shaft lobe head neck region upper lower middle surface joint bone muscle nerve artery vein tendon "
    "bursa ligament space cavity tract duct gland wall canal tissue device system body other".split()
)
KIND = 1.0
SIDE = 0.5

#: How many of a body part is said by the words together (two vessels), not by the number alone.
NUMBERS = frozenset("one two three four more single multiple".split())

Labelled = tuple[int, str]


def stem(word: str) -> str:
    """A verb and its noun, cut to what they share: resected and resection, drained and drainage."""
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) > 3 else word


def ways(text: str) -> Iterator[frozenset[str]]:
    """The sets of words a term may be said by: with what stands in brackets, without it, and it alone."""
    bare = _ASIDE.sub(" ", text)
    inside = " ".join(_ASIDE.findall(text))
    said = [bare, text, inside] if inside.isupper() or len(folded(inside)) > 2 else [bare, text]
    parts = [p.strip() for p in bare.split(",")]
    if len(parts) > 1 and all(len(p.split()) == 1 and p[:4] == parts[0][:4] for p in parts):
        said += parts
    yield from dict.fromkeys(w for s in said if (w := frozenset(folded(s))))


@lru_cache(maxsize=10_000)
def side_of(label: str) -> str | None:
    """The side a label names, or None."""
    for word in label.replace(",", " ").split():
        if side := SIDES.get(word.lower()):
            return side
    return None


@dataclass(frozen=True, slots=True)
class Label:
    """A label of an axis and the words it is found by, without those that say a side."""

    position: int
    label: str
    words: frozenset[str]


class Vocabulary:
    """Everything words may mean in one set of books; made once, then only looked up."""

    def __init__(self, books: PcsBooks) -> None:
        self.books = books
        self.tables = books.pcs.tables()
        self.tables_of: dict[Labelled, set[str]] = defaultdict(set)
        for position, label, table in books.pcs.labels():
            self.tables_of[position, label].add(table)
        self._labels = {key: _label(*key) for key in self.tables_of}
        self._by_word: dict[str, list[Label]] = defaultdict(list)
        for found in self._labels.values():
            for word in found.words:
                self._by_word[word].append(found)
        self._stems = {stem(o.lower()): o for o in self.operations if " " not in o}
        self._claims: list[Claim] = list(self._all_claims())
        self._by_claim: dict[str, list[int]] = defaultdict(list)
        for at, claim in enumerate(self._claims):
            for word in claim.words:
                self._by_claim[word].append(at)
        self._systems = {t.name[:2]: frozenset(folded(t.body_system)) - SIDES.keys() for t in self.tables}
        self._patterns: dict[tuple[int, str], frozenset[str]] = {}
        self.general = _general(books)

    @property
    def operations(self) -> frozenset[str]:
        """The root operations (and types) of every section."""
        return frozenset(t.operation for t in self.tables)

    def system_words(self, table: Table) -> frozenset[str]:
        """The words of a table's body system."""
        return self._systems[table.name[:2]]

    def weight(self, word: str) -> float:
        """How much a word tells: the fewer labels have it, the more."""
        found = len(self._by_word.get(word, ()))
        if word in SIDES:
            return SIDE
        if not found:
            return TRADE
        if word in KINDS:
            return KIND
        return min(TRADE, max(0.5, math.log2(len(self._labels) / found) / 2))

    def claims(self, words: tuple[str, ...]) -> list[Claim]:
        """All that the words of a request claim, by any of their combinations."""
        said = frozenset(words)
        near = {at for word in said for at in self._by_claim.get(word, ())}
        found = [self._claims[at] for at in sorted(near) if self._claims[at].words <= said]
        found += trade.levels(words)
        ours = {w for c in found if c.source == "our table" for w in c.words if len(c.words) == 1}
        for word in words:
            if word not in ours:
                found += trade.built(word)
            if operation := self._stems.get(stem(word)):
                says = f"{word}: the root operation {operation} by its own name"
                found.append(Claim(frozenset({word}), "root operation", says, (operation,)))
        return _without_less_said(found)

    def told_by(self, claim: Claim) -> frozenset[str]:
        """The words a claim takes up by itself: an example or an index line takes up no place."""
        if claim.source not in {"definition", "index"}:
            return claim.words
        return frozenset(w for w in claim.words if w not in self._by_word)

    def labelled(self, words: tuple[str, ...]) -> dict[Labelled, frozenset[str]]:
        """Each label that shares words with a request, and the words it shares."""
        found: dict[Labelled, set[str]] = defaultdict(set)
        for word in words:
            for label in self._by_word.get(word, ()):
                if label.position != 4 or word not in NUMBERS:
                    found[label.position, label.label].add(word)
        return {key: frozenset(shared) for key, shared in found.items()}

    def words_of(self, position: int, label: str) -> frozenset[str]:
        """The words of a label, without those that say a side."""
        return self._labels[position, label].words

    def like(self, position: int, pattern: str) -> frozenset[str]:
        """The labels of a position that a pattern of our table names."""
        key = (position, pattern)
        if key not in self._patterns:
            mine = (x.label for x in self._labels.values() if x.position == position)
            self._patterns[key] = frozenset(x for x in mine if x == pattern or fnmatchcase(x, pattern))
        return self._patterns[key]

    def _all_claims(self) -> Iterator[Claim]:
        yield from trade.phrases()
        for operation in self.operations:
            if " " in operation:
                for words in ways(operation):
                    yield Claim(words, "root operation", f"{operation} by its own name", (operation,))
        yield from _of_keys(self.books)
        yield from _of_definitions(self.books, self.operations)
        if self.books.index:
            yield from _of_index(self.books.index, self.operations)


def _label(position: int, text: str) -> Label:
    words = frozenset(folded(text))
    return Label(position, text, words - SIDES.keys() or words)


def _general(books: PcsBooks) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for said in books.definitions.general_devices() if books.definitions else ():
        found[said.words].add(said.label)
    return {specific: frozenset(general) for specific, general in found.items()}


def _of_keys(books: PcsBooks) -> Iterator[Claim]:
    said: list[tuple[int, str, str, str]] = []
    for position, source, key in (
        (4, "body part key", books.body_parts),
        (6, "device key", books.devices),
    ):
        said += [(position, source, s.words, s.label) for s in key or ()]
    for section, position, s in books.definitions.includes() if books.definitions else ():
        if position in {4, 6} and section in "03X":
            said.append((position, "definition", s.words, s.label))
    for (position, words), lines in groupby(sorted(said, key=_key), key=lambda x: (x[0], x[2])):
        grouped = list(lines)
        labels = tuple(dict.fromkeys(x[3] for x in grouped))
        says = f"{words}: {' or '.join(labels)}"
        for way in _said_short(words, position):
            yield Claim(way, grouped[0][1], says, labels={position: (labels,)})


def _said_short(words: str, position: int) -> Iterator[frozenset[str]]:
    """The ways a line of a key is said; a bone, a tendon or a gland also without that word."""
    for way in ways(words):
        yield way
        short = way - {"bone", "tendon", "gland"}
        if position == 4 and len(short) < len(way) and any(w not in KINDS for w in short):
            yield short


def _key(line: tuple[int, str, str, str]) -> tuple[int, str, str, str]:
    position, source, words, label = line
    return position, words, source, label


def _of_definitions(books: PcsBooks, operations: frozenset[str]) -> Iterator[Claim]:
    for _, position, s in books.definitions.includes() if books.definitions else ():
        if position != 3 or s.label not in operations:
            continue
        for example in s.words.split(","):
            words = frozenset(folded(example))
            if 0 < len(words) <= 4:
                says = f"{s.label} includes {example.strip()}"
                yield Claim(words, "definition", says, (s.label,))


def _of_index(lines: Iterable[Line], operations: frozenset[str]) -> Iterator[Claim]:
    longest_first = sorted(operations, key=len, reverse=True)
    for line in lines:
        if not line.code and not line.see:
            continue
        named = [p for p in line.path if not p.startswith(("see ", "use "))]
        if line.use or named[0] in operations or named[0].startswith("Insertion of device"):
            continue
        operation = next((o for o in longest_first if line.see.startswith(o)), "") if line.see else ""
        if not line.code and not operation:
            continue
        rest = frozenset(w for part in named[1:] for w in folded(part))
        says = " > ".join(line.path)
        prefixes = (line.code,) if len(line.code) > 2 else ()
        for way in ways(named[0]):
            yield Claim(way | rest, "index", says, (operation,) if operation else (), prefixes)


def _without_less_said(claims: list[Claim]) -> list[Claim]:
    """Leave out what a claim of more words, or of the same words and a place, says better.

    A longer line of our own stands for the shorter ones in it; a claim that names a place (a table,
    a body part) stands for one that names an operation anywhere.
    """
    acts = [c for c in claims if c.names_operation]
    ours = [c for c in claims if c.source == "our table"]
    placed = [c for c in acts if c.prefixes or (c.labels and 4 in c.labels)]

    def is_better_said(claim: Claim) -> bool:
        if claim.source in {"our table", "root operation"} and any(claim.words < o.words for o in ours):
            return True
        is_placed = claim.prefixes or claim.labels
        return not is_placed and any(claim.words <= p.words for p in placed)

    return [c for c in claims if not c.names_operation or not is_better_said(c)]
