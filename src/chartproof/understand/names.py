"""What notes call each measure: `measures.tsv`, by the first word of a name.

A name that ends in `*` (T, P, R) is read only in a line that gives vital signs. `Mg`, `Ca` and
`MAP` are read only as written so: small letters mean something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from chartproof.model.pattern import Pattern

#: Names that are another word, or a unit, in other letters.
_AS_WRITTEN = {"mg": "Mg", "ca": "Ca", "map": "MAP", "mag": "Mag"}
_VITALS = Pattern(r"\b(?:bp|blood pressure|spo2|o2 sats?|sats?|vital signs|vitals|vs)\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """One measure: its unit as a pattern, and what it can be in a living body."""

    name: str
    unit: Pattern | None
    low: Decimal
    high: Decimal

    def may_be(self, value: Decimal) -> bool:
        """Whether a living body can have this value."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class _Named:
    """The names that begin with one word: a pattern whose group says which kind it is."""

    pattern: Pattern
    kinds: tuple[tuple[Kind, str, bool], ...]


def named_at(text: str, low: str, at: int, word: str) -> tuple[Kind, int] | None:
    """The measure whose name begins at a word, and where the name ends; None where there is none."""
    known = _by_first_word().get(word)
    found = known.pattern.match(low, at) if known else None
    if known is None or found is None:
        return None
    kind, name, vitals = known.kinds[int(str(found.lastgroup)[1:])]
    written = _AS_WRITTEN.get(name)
    if written and (text[at : found.end()] != written or low[:at].rstrip()[-1:].isdigit()):
        return None
    if vitals and not _VITALS.search(low, low.rfind("\n", 0, at) + 1, _line_end(low, at)):
        return None
    return kind, found.end()


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The words that names of measures begin with, a pressure's and a blood gas's too."""
    return frozenset(_by_first_word()) | {"bp", "blood", "abg", "vbg"}


def kind_of(name: str) -> Kind:
    """The measure of a name in the first column."""
    return _kinds()[name]


def name_of(written: str) -> str | None:
    """The measure that a name in small letters stands for, or None."""
    return next((row[0] for row in _rows() if written in row[1].replace("*", "").split("; ")), None)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], ...]:
    text = files("chartproof.understand").joinpath("measures.tsv").read_text("utf-8")
    return tuple(tuple(row.split("\t")) for row in text.splitlines()[1:])


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Kind]:
    made = {}
    for name, _, unit, low, high in _rows():
        pattern = Pattern(rf"[ \t]?({unit})", re.IGNORECASE) if unit else None
        made[name] = Kind(name, pattern, Decimal(low), Decimal(high))
    return made


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, _Named]:
    names: dict[str, list[tuple[Kind, str, bool]]] = {}
    for row in _rows():
        for written in row[1].split("; "):
            name = written.rstrip("*")
            first = re.match(r"[a-z][a-z0-9]*", name)
            if first:
                names.setdefault(first.group(), []).append((_kinds()[row[0]], name, written != name))
    return {first: _pattern(found) for first, found in names.items()}


def _pattern(found: list[tuple[Kind, str, bool]]) -> _Named:
    ordered = sorted(found, key=lambda f: -len(f[1]))
    parts = [
        rf"(?P<m{i}>{re.escape(name).replace(chr(92) + ' ', '[ -]')})"
        for i, (_, name, _) in enumerate(ordered)
    ]
    return _Named(Pattern(rf"(?:{'|'.join(parts)})(?![a-z0-9])"), tuple(ordered))
