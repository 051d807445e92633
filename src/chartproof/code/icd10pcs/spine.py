"""Levels of the spine: joints, discs, cord, nerves and bones that a record names (guideline B3.10a)."""

from __future__ import annotations

import re

from chartproof.code.icd10pcs.count import Count, quotes, within
from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern

_LEVEL = Pattern(
    r"\b(?P<a>[CTLS])(?P<n>\d{1,2})(?:\s*(?:-|\u2013|/|to|through|thru|and)\s*(?:(?P<b>[CTLS])?(?P<m>\d{1,2})(?!\d)|(?P<s>sacrum)))?(?=\W|$)"
)
_ORDER, _HAS = "CTLS", {"C": 7, "T": 12, "L": 5, "S": 1}
_NAMES = {"C": "Cervical", "T": "Thoracic", "L": "Lumbar", "S": "Sacral"}
_REGION = Pattern(r"\b(cervical|thoracic|lumbar|sacral)\b", re.IGNORECASE)
_JUNCTION = {"CT": "Cervicothoracic", "TL": "Thoracolumbar", "LS": "Lumbosacral"}


def _place(letter: str, count: int) -> int:
    return sum(_HAS[x] for x in _ORDER[: _ORDER.index(letter)]) + count


def _letter(place: int) -> str:
    for letter in _ORDER:
        if place <= _HAS[letter]:
            return letter
        place -= _HAS[letter]
    return "S"


def _levels(told: Told, own: bool = False) -> tuple[set[int], list[re.Match[str]], set[int]]:
    """The vertebrae named, and the joints between neighbours of one range."""
    joints: set[int] = set()
    bones: set[int] = set()
    found: list[re.Match[str]] = []
    spans = (
        [told.sentence]
        if own
        else list(told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3])
    )
    for start, end in spans:
        for m in _LEVEL.finditer(told.document.text, start, end):
            if int(m["n"]) > _HAS[m["a"]]:
                continue
            first = _place(m["a"], int(m["n"]))
            last = first
            if m["s"]:
                last = _place("S", 1)
            elif m["m"] and int(m["m"]) <= 12:
                letter = m["b"] or m["a"]
                if int(m["m"]) > _HAS[letter]:
                    letter = _ORDER[min(3, _ORDER.index(letter) + 1)]
                last = _place(letter, min(int(m["m"]), _HAS[letter]))
            if last < first:
                continue
            joints |= set(range(first, last))
            bones |= set(range(first, last + 1))
            found.append(m)
    return joints, found, bones


def _best_levels(told: Told) -> tuple[set[int], list[re.Match[str]], set[int]]:
    joints, found, bones = _levels(told, own=True)
    return (joints, found, bones) if bones else _levels(told)


def joints(told: Told) -> list[Count] | None:
    """The joints between vertebrae, each stretch of the spine by its number (B3.10a)."""
    places, found, _ = _best_levels(told)
    if not places:
        places, found, _ = _levels(told)
    if not places:
        return None
    kinds: dict[str, int] = {}
    labels: tuple[str, ...]
    for at in places:
        pair = _letter(at) + _letter(at + 1)
        kind = _NAMES[pair[0]] if pair[0] == pair[1] else _JUNCTION[pair]
        kinds[kind] = kinds.get(kind, 0) + 1
    words = quotes(told, found)
    made = []
    for kind, count in kinds.items():
        if count == 1:
            labels = (f"{kind} Vertebral Joint", f"{kind} Joint")
        elif kind == "Thoracic":
            labels = (
                ("Thoracic Vertebral Joints, 2 to 7",)
                if count < 8
                else ("Thoracic Vertebral Joints, 8 or more",)
            )
        else:
            labels = (f"{kind} Vertebral Joints, 2 or more",)
        made.append(Count(labels, words))
    return made


def discs(told: Told) -> list[Count] | None:
    """The discs between vertebrae."""
    places, found, _ = _best_levels(told)
    if not places:
        places, found, _ = _levels(told)
    kinds = dict.fromkeys(_letter(at) + _letter(at + 1) for at in sorted(places))
    names = [_NAMES[k[0]] if k[0] == k[1] else _JUNCTION[k] for k in kinds]
    return [Count((f"{n} Vertebral Disc", f"{n} Disc"), quotes(told, found)) for n in names] or None


def _regions(told: Told, what: tuple[str, ...]) -> list[Count] | None:
    _, found, bones = _best_levels(told)
    if not bones:
        _, found, bones = _levels(told)
    letters = list(dict.fromkeys(_letter(b) for b in sorted(bones)))
    if {"L", "S"} == set(letters):
        letters = ["L"]
    if letters:
        return [Count(tuple(f"{_NAMES[x]} {w}" for w in what), quotes(told, found)) for x in letters[:1]]
    named = next(within(told, _REGION), None)
    return (
        [Count(tuple(f"{named[1].capitalize()} {w}" for w in what), quotes(told, [named]))] if named else None
    )


def cord(told: Told) -> list[Count] | None:
    """The stretch of the spinal cord; below it, where the cord has ended, still the lumbar value."""
    return _regions(told, ("Spinal Cord",))


def nerve(told: Told) -> list[Count] | None:
    """The nerves that leave the spine there."""
    return _regions(told, ("Nerve",))


def region(told: Told) -> list[Count] | None:
    """The stretch of the body that a level of the spine lies in."""
    found = _regions(told, ("",))
    return [Count(tuple(x.strip() for x in c.labels), c.words) for c in found] if found else None


def vertebra(told: Told) -> list[Count] | None:
    """The vertebra; the sacrum is a bone of its own."""
    return _regions(told, ("Vertebra",))
