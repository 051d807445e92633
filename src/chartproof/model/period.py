"""Whole days, both ends included, the way CMS publishes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which a rule, a release or a value holds; `last` None: until superseded."""

    first: date
    last: date | None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"period ends {self.last} before it starts {self.first}")

    @classmethod
    def of(cls, first: str, last: str) -> Period:
        """From a first day to a last one, written YYYY-MM-DD; an empty last day: until superseded."""
        return cls(date.fromisoformat(first), date.fromisoformat(last) if last else None)

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


class Clock(StrEnum):
    """Which day of a claim chooses the release of a code set."""

    DISCHARGE = "discharge"
    SERVICE = "service"
    STATEMENT_FROM = "statement-from"
    RECEIPT = "receipt"


#: Which day of an encounter or claim a clock asks for.
_ASKED: dict[str, str] = {
    Clock.SERVICE: "service",
    Clock.DISCHARGE: "discharge",
    Clock.STATEMENT_FROM: "statement_from",
    Clock.RECEIPT: "receipt",
}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an encounter or claim that clocks ask for; None where the day is not known.

    `discharge` is the last day of service where nobody was admitted.
    """

    service: date | None = None
    discharge: date | None = None
    statement_from: date | None = None
    receipt: date | None = None

    @classmethod
    def at(cls, day: date) -> Days:
        """One day for every clock: a visit of one day, or a question of a person."""
        return cls(day, day, day, day)

    def by(self, clock: str) -> date | None:
        """The day a clock asks for."""
        day: date | None = getattr(self, _ASKED[clock])
        return day

    def served(self, day: date) -> Days:
        """The same days for a line served on a day of its own."""
        return replace(self, service=day)
