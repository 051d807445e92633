"""Whole days, both ends included, the way CMS publishes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which a rule, a release or a value holds; `last` None: until superseded."""

    first: date
    last: date | None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"period ends {self.last} before it starts {self.first}")

    def covers(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Say whether two periods share a day."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )

    def __str__(self) -> str:
        return f"{self.first} to {self.last}" if self.last else f"{self.first} on"
