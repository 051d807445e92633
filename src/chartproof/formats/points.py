"""A hospital's own criteria for the level of its emergency visits, from a YAML file of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chartproof.formats.keys import Keys
from chartproof.model.errors import InputError
from chartproof.model.period import Period
from chartproof.model.visit import Points, PointTable

#: A file of criteria larger than this is refused.
MOST_BYTES = 200_000
_LEVELS = 5


def read_points(path: Path) -> PointTable:
    """Read the criteria; InputError names the key that is wrong."""
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise InputError(str(path), "", f"more than {MOST_BYTES // 1000} kB; criteria are a short table")
    try:
        raw = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(str(path), "", "not YAML; docs/visits.md shows the form") from error
    if not isinstance(raw, dict):
        raise InputError(str(path), "", "must be a table of keys; docs/visits.md shows the form")
    keys = Keys(str(path), "", _plain(raw))
    first, last = keys.day("first"), keys.day("last")
    if first is None:
        raise keys.wrong("first", "is missing; the first day these criteria hold, YYYY-MM-DD")
    name = keys.text("name") or path.stem
    return PointTable(name, Period(first, last), _least(keys), tuple(_points(keys)), keys.text("type") == "B")


def _plain(raw: dict[str, Any]) -> dict[str, Any]:
    """Days that YAML read as days, as JSON has them."""
    return {key: str(value) if isinstance(value, date) else value for key, value in raw.items()}


def _least(keys: Keys) -> tuple[int, int, int, int, int]:
    found = keys.keys.get("least")
    if (
        isinstance(found, list)
        and len(found) == _LEVELS
        and all(type(n) is int for n in found)
        and found == sorted(found)
    ):
        a, b, c, d, e = found
        return a, b, c, d, e
    raise keys.wrong("least", "must be the least points of the five levels, five whole numbers that climb")


def _points(keys: Keys) -> Iterator[Points]:
    for each in keys.each("points"):
        says, number, most = each.text("says"), each.number("points"), each.number("most")
        words = each.keys.get("words")
        if not says or number is None or not isinstance(words, list) or not words:
            raise each.wrong("says", "each row needs says, words (a list) and points")
        counted = None if most is None else int(most)
        yield Points(
            says, tuple(str(w).lower() for w in words), int(number), each.truth("each") or False, counted
        )
