"""What the trade calls procedures, and what ICD-10-PCS calls them: our own table, `words.tsv`.

A line is a phrase of any number of words in any order; or a last part of words (`-ectomy`), or a
first part (`gastr-`): a word made of both says the operation and the body part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import zip_longest

from chartproof.model.pattern import Pattern
from chartproof.terms.words import folded

#: The columns that say values: the positions of a code.
POSITIONS = (4, 5, 6, 7)
#: Patterns of labels: those of one tier are alternatives, those of a later tier stand in for them.
Tiers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What some words of a request say about a procedure, and who says so.

    `operations` are root operations in order of preference, `prefixes` the first characters of
    codes, `labels` patterns of labels by position; of several tiers the first that a row has is
    meant. Empty says nothing.
    """

    words: frozenset[str]
    source: str
    says: str
    operations: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    labels: Mapping[int, Tiers] | None = None

    @property
    def names_operation(self) -> bool:
        """Whether the words say what was done, not only where or with what."""
        return bool(self.operations or self.prefixes)

    @property
    def looks_only(self) -> bool:
        """A scope: what is done through it is coded, not the look itself (guideline B3.11a)."""
        return self.operations == ("Inspection",)


@dataclass(frozen=True, slots=True)
class TradeWord:
    """A line of our table."""

    phrase: str
    operations: tuple[str, ...]
    prefixes: tuple[str, ...]
    labels: Mapping[int, Tiers]
    why: str

    def claim(self, words: frozenset[str]) -> Claim:
        """What the line says of the words it was found in."""
        says = f"{self.phrase}: {self.why}"
        return Claim(words, "our table", says, self.operations, self.prefixes, self.labels)


@lru_cache(maxsize=1)
def trade_words() -> tuple[TradeWord, ...]:
    """Every line, in order."""
    text = files("chartproof.terms.pcs").joinpath("words.tsv").read_text("utf-8")
    return tuple(_line(line) for line in text.splitlines()[1:] if line)


def _line(line: str) -> TradeWord:
    phrase, operations, prefixes, *labels, why = line.split("\t")
    told = {p: tuple(map(_list, cell.split(">"))) for p, cell in zip(POSITIONS, labels, strict=True) if cell}
    return TradeWord(phrase, _list(operations), _list(prefixes), told, why)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@lru_cache(maxsize=1)
def _parts() -> tuple[tuple[TradeWord, ...], tuple[TradeWord, ...]]:
    """First parts and last parts of words, the longest first."""
    first = [t for t in trade_words() if t.phrase.endswith("-")]
    last = [t for t in trade_words() if t.phrase.startswith("-")]
    by_length = sorted(first, key=lambda t: -len(t.phrase)), sorted(last, key=lambda t: -len(t.phrase))
    return tuple(by_length[0]), tuple(by_length[1])


def phrases() -> Iterator[Claim]:
    """The phrases of our table as claims over folded words."""
    for told in trade_words():
        if "-" not in (told.phrase[0], told.phrase[-1]):
            yield told.claim(frozenset(folded(told.phrase)))


def built(word: str) -> Iterator[Claim]:
    """What a word built of parts says: gastrectomy is Excision or Resection, and of the stomach."""
    firsts, lasts = _parts()
    words = frozenset({word})
    if word.endswith("o") and (whole := _read(word[:-1], firsts)):
        yield from (part.claim(words) for part in whole)
        return
    for last in lasts:
        if not word.endswith(last.phrase[1:]) or len(word) < len(last.phrase) + 2:
            continue
        head = word[: 1 - len(last.phrase)]
        told = _read(head, firsts) or _read(head.rstrip("io"), firsts)
        yield _joined(words, last, told)
        return


def _joined(words: frozenset[str], last: TradeWord, firsts: tuple[TradeWord, ...]) -> Claim:
    labels = dict(last.labels)
    if last.phrase == "-ostomy" and len(firsts) == 2:  # from the first to the second (guideline B3.6a)
        labels[7] = firsts[1].labels.get(4, ())
    led = firsts[:1] if 7 in labels else firsts
    if tiers := [first.labels.get(4, ()) for first in led]:
        labels[4] = tuple(
            tuple(p for tier in each for p in tier) for each in zip_longest(*tiers, fillvalue=())
        )
    says = "; ".join(f"{t.phrase}: {t.why}" for t in (*firsts, last))
    return Claim(words, "our table", says, last.operations, last.prefixes, labels)


def _read(text: str, firsts: tuple[TradeWord, ...]) -> tuple[TradeWord, ...]:
    """The first parts a text is made of, all of it, or none."""
    found: list[TradeWord] = []
    while text:
        part = next((t for t in firsts if text.startswith(t.phrase[:-1])), None)
        if part is None:
            return ()
        found.append(part)
        text = text[len(part.phrase) - 1 :]
        if text and text[0] in "oi":
            text = text[1:]
    return tuple(found)


_LEVEL = Pattern(r"([ctls])(\d{1,2})")
_ORDER = "ctls"
#: How many vertebrae each stretch of the spine has.
_VERTEBRAE = {"c": 7, "t": 12, "l": 5, "s": 1}
_JOINTS = {
    "cc": "Cervical",
    "ct": "Cervicothoracic",
    "tt": "Thoracic",
    "tl": "Thoracolumbar",
    "ll": "Lumbar",
    "ls": "Lumbosacral",
}


def levels(words: tuple[str, ...]) -> Iterator[Claim]:
    """The joints and bones between vertebrae named by level: L4-L5 is one lumbar joint."""
    named = [w for w in words if (m := _LEVEL.fullmatch(w)) and 0 < int(m[2]) <= _VERTEBRAE[m[1]]]
    if not named:
        return
    places = sorted({_place(w) for w in named})
    joints: dict[str, int] = {}
    for at in range(places[0], places[-1]):
        kind = _JOINTS[_letter(at) + _letter(at + 1)]
        joints[kind] = joints.get(kind, 0) + 1
    one = [f"{k}{v} Joint" for k, count in joints.items() if count == 1 for v in ("", " Vertebral")]
    more = [f"{kind} Vertebral Joints, *" for kind, count in joints.items() if count > 1]
    bones = [f"{_JOINTS[2 * w[0]]} Vertebra" for w in named if w[0] != "s"]
    others = [f"{kind}*{what}" for kind in joints for what in ("Disc", "Joint")]
    says = f"{'-'.join(w.upper() for w in named)}: the vertebrae named, and the joints between them"
    nerves = [
        f"{_JOINTS[2 * w[0]]} {what}" for w in named if w[0] != "s" for what in ("Nerve", "Spinal Cord")
    ]
    tiers = ((*one, *more), (*others, *bones), tuple(nerves))
    yield Claim(frozenset(named), "levels of the spine", says, labels={4: tiers})


_HOURS = Pattern(r"(more than|over|greater than|>)?\s*(\d+)\s*(hours?|hrs?|h|days?|d)\b", re.IGNORECASE)
#: The durations of the tables, in hours: from, up to but not including, and the label.
_DURATIONS = (
    (0, 24, "Less than 24 Consecutive Hours"),
    (0, 8, "Less than 8 Consecutive Hours"),
    (8, 24, "8-24 Consecutive Hours"),
    (24, 97, "24-96 Consecutive Hours"),
    (25, 10_000, "Greater than 24 Consecutive Hours"),
    (97, 10_000, "Greater than 96 Consecutive Hours"),
)


def durations(text: str) -> Iterator[Claim]:
    """How long a machine ran, as a duration of the tables."""
    for more, number, unit in _HOURS.findall(text):
        hours = int(number) * (24 if unit.lower().startswith("d") else 1) + bool(more)
        labels = tuple(label for first, after, label in _DURATIONS if first <= hours < after)
        words = frozenset(folded(f"{number} {unit}"))
        says = f"{more} {number} {unit}".strip() + f": {' or '.join(labels)}"
        yield Claim(words, "our table", says, labels={5: (labels,)})


def _place(level: str) -> int:
    """The number of a vertebra, counted from the first of the neck."""
    before = _ORDER[: _ORDER.index(level[0])]
    return sum(_VERTEBRAE[letter] for letter in before) + int(level[1:])


def _letter(place: int) -> str:
    for letter in _ORDER:
        if place <= _VERTEBRAE[letter]:
            return letter
        place -= _VERTEBRAE[letter]
    return "s"
