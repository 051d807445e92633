"""Which code of the record a billed one stands for, and which way it differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Assignment


class Direction(Enum):
    """Which way what was billed lies of what the record supports."""

    LOWER = "lower"
    HIGHER = "higher"


_VAGUE = re.compile(r"\bunspecified\b|\bwithout\b|\bNOS\b|\buncomplicated\b|\bnot specified\b", re.IGNORECASE)
#: Visits whose last digit is their level: CPT's evaluation and management, office to home.
_LEVELLED = ("9920", "9921", "9922", "9923", "9924", "9925", "9928", "9930", "9931", "9934", "9935")


def closest(
    code: str, left: Iterable[Assignment], tabular: Tabular | None
) -> tuple[Assignment, Direction] | None:
    """The code of the record in the category of a billed one, and which way the billed one lies; None without one.

    Vaguer than the record (unspecified, without, fewer characters): lower. Another of the category that says more, or
    something else, than the record: higher.
    """
    same = [a for a in left if a.value[:3] == code[:3]]
    if not same:
        return None
    best = max(same, key=lambda a: _shared(a.value, code))
    ours, theirs = _vague(best.title), _vague(_title(code, tabular))
    if theirs > ours or (theirs == ours and len(code) < len(best.value)):
        return best, Direction.LOWER
    return best, Direction.HIGHER


def visit_against(billed: str, record: str) -> Direction | None:
    """Which way the level of a billed visit lies of the record's; None where they are of no one family."""
    if billed[:4] != record[:4] or not billed.startswith(_LEVELLED) or billed == record:
        return None
    return Direction.HIGHER if billed > record else Direction.LOWER


def _shared(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _title(code: str, tabular: Tabular | None) -> str | None:
    return tabular.title(code) if tabular else None


def _vague(title: str | None) -> int:
    return len(_VAGUE.findall(title or ""))
