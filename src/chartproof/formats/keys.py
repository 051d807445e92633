"""The keys of a JSON object, read one by one; what is wrong is said by file and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

from chartproof.model.errors import InputError

_E = TypeVar("_E", bound=Enum)


class Keys:
    """The keys of one JSON object, read with their place in the case."""

    def __init__(self, file: str, place: str, keys: Mapping[str, Any]) -> None:
        self.file, self.place, self.keys = file, place, keys

    def at(self, key: str) -> str:
        """Say where a key stands: `documents.1.author`."""
        return f"{self.place}.{key}" if self.place else key

    def wrong(self, key: str, says: str) -> InputError:
        """Make the error for a key."""
        return InputError(self.file, self.at(key), says)

    def text(self, key: str) -> str | None:
        """Read a string, or None where the key is absent or null."""
        value = self.keys.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.wrong(key, f"must be a string, not {value_kind(value)}")

    def day(self, key: str) -> date | None:
        """Read a day, written YYYY-MM-DD."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            says = f"{value!r} is not a day; write it as YYYY-MM-DD"
            raise self.wrong(key, says) from None

    def moment(self, key: str) -> datetime | None:
        """Read a moment, written YYYY-MM-DDTHH:MM:SS."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            says = f"{value!r} is not a moment; write it as YYYY-MM-DDTHH:MM:SS"
            raise self.wrong(key, says) from None

    def one_of(self, key: str, kind: type[_E]) -> _E | None:
        """Read one of a closed set of words."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return kind(value.strip().lower())
        except ValueError:
            allowed = ", ".join(str(each.value) for each in kind)
            raise self.wrong(key, f"{value!r} is unknown; use one of: {allowed}") from None

    def truth(self, key: str) -> bool | None:
        """Read true or false."""
        value = self.keys.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self.wrong(key, f"must be true, false or null, not {value_kind(value)}")

    def number(self, key: str) -> Decimal | None:
        """Read a number, written as one or as a string."""
        value = self.keys.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise self.wrong(key, f"must be a number, not {value_kind(value)}")
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise self.wrong(key, "is not a number; write digits, with a point before decimals")
        return number

    def each(self, key: str) -> Iterator[Keys]:
        """Read a list of objects; one that is absent is empty."""
        value = self.keys.get(key)
        if value is not None and not isinstance(value, list):
            raise self.wrong(key, f"must be a list, not {value_kind(value)}")
        for at, each in enumerate(value or ()):
            place = self.at(f"{key}.{at}")
            if not isinstance(each, dict):
                raise InputError(self.file, place, f"must be an object, not {value_kind(each)}")
            yield Keys(self.file, place, each)

    def inside(self, key: str) -> Keys:
        """Read an object; one that is absent has no keys."""
        value = self.keys.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.wrong(key, f"must be an object, not {value_kind(value)}")
        return Keys(self.file, self.at(key), value or {})


def value_kind(value: object) -> str:
    """Name a JSON value the way JSON does."""
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return names.get(type(value), "a number")
