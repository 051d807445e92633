"""The keys of a claim's JSON, read one by one; what is wrong is said by place, never by what stands there.

A claim names people: unlike `keys`, no message repeats a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from chartproof.model.errors import InputError

_MOST_NUMBER = 1_000_000_000
#: So long is a day as it is written.
_DAY = 10
#: The years of people and of claims; days are counted from and to, and must not end where the calendar does.
_YEARS = range(1800, 2200)
#: What no terminal and no form can print is refused where it is read.
_UNPRINTABLE = "holds characters that cannot be printed"


@dataclass(frozen=True, slots=True)
class ClaimKeys:
    """One JSON object, read key by key with its place."""

    file: str
    place: str
    keys: Mapping[str, Any]

    def wrong(self, key: str, says: str) -> InputError:
        """Make the error for a key: its place, and never what stands there."""
        at = f"{self.place}.{key}" if self.place and key else self.place or key
        return InputError(self.file, at, says)

    def text(self, key: str) -> str | None:
        """Read a string; None where the key is absent, null or empty."""
        value = self.keys.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(key, "must be a string")
        if not (value.isprintable() or value.strip().isprintable()):
            raise self.wrong(key, _UNPRINTABLE)
        return value or None

    def day(self, key: str) -> date | None:
        """Read a day, written YYYY-MM-DD."""
        value = self.text(key)
        if value is None:
            return None
        try:
            if len(value) == _DAY and value[4] == value[7] == "-":
                found = date.fromisoformat(value)
                if found.year in _YEARS:
                    return found
        except ValueError:
            pass
        raise self.wrong(key, "not a day; write it as YYYY-MM-DD")

    def number(self, key: str) -> Decimal | None:
        """Read a number, from zero to a billion."""
        value = self.keys.get(key)
        if value is None:
            return None
        if type(value) is int and 0 <= value <= _MOST_NUMBER:
            return Decimal(value)
        try:
            found = Decimal(text) if (text := _digits(value)) else None
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite() or not 0 <= found <= _MOST_NUMBER:
            raise self.wrong(key, "must be a number, from zero to a billion")
        return found

    def many(self, key: str) -> list[ClaimKeys]:
        """Read a list of objects; places count from 1."""
        value = self.keys.get(key) or []
        if not isinstance(value, list):
            raise self.wrong(key, "must be a list")
        found = []
        for count, each in enumerate(value, 1):
            if not isinstance(each, dict):
                raise self.wrong(f"{key}.{count}", "must be an object")
            found.append(ClaimKeys(self.file, f"{self.place}.{key}.{count}".lstrip("."), each))
        return found

    def inside(self, key: str) -> ClaimKeys:
        """Read an object; one that is absent has no keys."""
        value = self.keys.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.wrong(key, "must be an object")
        return ClaimKeys(self.file, f"{self.place}.{key}".lstrip("."), value or {})

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of strings, in capitals."""
        value = self.keys.get(key)
        if not value:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, "must be a list of strings")
        if not all(each.strip().isprintable() for each in value):
            raise self.wrong(key, _UNPRINTABLE)
        return tuple(each.strip().upper() for each in value)


def _digits(value: Any) -> str | None:
    """A number as text; None for what only Python takes for one: digits of other scripts, 1_000, true."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    text = str(value)
    return text if text.isascii() and "_" not in text else None
