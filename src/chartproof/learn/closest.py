"""Which code of the record a billed one stands for, and which way it differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment
from chartproof.terms.less_specific import less_specific_than
from chartproof.terms.severity import heavier
from chartproof.terms.sides import sideless


class Direction(Enum):
    """Which way what was billed lies of what the record supports; SAME: one thing, its side or encounter told otherwise."""

    LOWER = "lower"
    HIGHER = "higher"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Closest:
    """The code of the record in the category of a billed one, which way the billed one lies of it, and by what."""

    record: Assignment
    direction: Direction
    why: str


#: Words that titles grade by, lowest first. Nothing else of two titles is compared.
_SCALES = (
    ("mild", "moderate", "severe", "profound"),
    ("first degree", "second degree", "third degree"),
    ("stage 1", "stage 2", "stage 3", "stage 3a", "stage 3b", "stage 4", "stage 5"),
    ("grade i", "grade ii", "grade iii", "grade iv"),
)
_GRADED = tuple(re.compile(rf"\b({'|'.join(sorted(scale, key=len, reverse=True))})\b") for scale in _SCALES)
_STEM = 7
#: Visits whose last digit is their level: CPT's evaluation and management, office to home.
_LEVELLED = ("9920", "9921", "9922", "9923", "9924", "9925", "9928", "9930", "9931", "9934", "9935")


def closest(code: str, left: Iterable[Assignment], books: Books, *, is_stay: bool) -> Closest | None:
    """What of the record a billed code stands for, in its category; None without one.

    What says less of one condition is lower and what says more is higher: a heading, an unspecified code, a lesser grade. So is
    what a table of CMS weighs less or more. Siblings that none of these orders are something else.
    """
    found = [_against(code, a, books, is_stay=is_stay) for a in left if a.value[:3] == code[:3]]
    return max(
        found, key=lambda c: (c.direction is not Direction.OTHER, _shared(c.record.value, code)), default=None
    )


def _against(code: str, record: Assignment, books: Books, *, is_stay: bool) -> Closest:
    ours = record.value
    if ours.startswith(code) or less_specific_than(code, ours, books.tabular):
        return Closest(record, Direction.LOWER, "more is said than was billed")
    if code.startswith(ours) or less_specific_than(ours, code, books.tabular):
        return Closest(record, Direction.HIGHER, "less is said than was billed")
    title, billed = record.title or "", books.tabular.title(code) or ""
    if graded := _graded(billed, title):
        return Closest(record, graded, f"by its grade the claim bills {graded.value}")
    if (len(code) > _STEM and code[:_STEM] == ours[:_STEM]) or (
        billed and sideless(billed) == sideless(title)
    ):
        return Closest(record, Direction.SAME, "the same is told otherwise than was billed")
    weighed = heavier(code, ours, books, is_stay=is_stay)
    if weighed is None:
        return Closest(
            record, Direction.OTHER, "something else of the category, neither more nor less than was billed"
        )
    return Closest(record, Direction.HIGHER if weighed[0] else Direction.LOWER, weighed[1])


def _graded(billed: str, record: str) -> Direction | None:
    """Which way two titles lie that are the same but for one grade."""
    for scale, words in zip(_SCALES, _GRADED, strict=True):
        told = [words.findall(title.lower()) for title in (billed, record)]
        if len(told[0]) != 1 or len(told[1]) != 1 or told[0] == told[1]:
            continue
        if _rest(billed, words) == _rest(record, words):
            higher = scale.index(told[0][0]) > scale.index(told[1][0])
            return Direction.HIGHER if higher else Direction.LOWER
    return None


def _rest(title: str, words: re.Pattern[str]) -> list[str]:
    """The words of a title without its grade and what explains it."""
    return re.findall(r"\w+", re.sub(r"\(.*?\)|\bunspecified\b", " ", words.sub(" ", title.lower())))


def visit_against(billed: str, record: str) -> Direction | None:
    """Which way the level of a billed visit lies of the record's; None where they are of no one family."""
    if billed[:4] != record[:4] or not billed.startswith(_LEVELLED) or billed == record:
        return None
    return Direction.HIGHER if billed > record else Direction.LOWER


def _shared(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
