"""Figures of questions: dated tables with their source.

thresholds.tsv   when a value is an indicator, in the usual unit; `own` is yes where the laboratory's
                 own range or mark, if the record gives it, decides instead; `age` is the age from which it holds
electrolytes.tsv what is asked of a value out of range that was treated
medications.tsv  what each class of drugs is taken for
abbreviations.tsv  what an abbreviation may mean that stands alone as a diagnosis
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv` below its heading."""
    text = files("chartproof.ask.figures").joinpath(f"{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:] if line)


@dataclass(frozen=True, slots=True)
class Limit:
    """A value beyond which a measure is an indicator: `side` is below or above."""

    name: str
    measure: str
    side: str
    value: Decimal
    own: bool
    age: int
    first: date
    last: date | None
    source: str

    def is_beyond(self, value: Decimal) -> bool:
        """Whether a value is on the far side."""
        return value < self.value if self.side == "below" else value > self.value


@lru_cache(maxsize=1)
def limits() -> dict[str, tuple[Limit, ...]]:
    """Every limit by its name, each with the days it holds."""
    found: dict[str, tuple[Limit, ...]] = {}
    for name, measure, side, value, _, own, age, first, last, source in rows("thresholds"):
        days = date.fromisoformat(first), date.fromisoformat(last) if last else None
        made = Limit(name, measure, side, Decimal(value), own == "yes", int(age), *days, source)
        found[name] = (*found.get(name, ()), made)
    return found


def limit(name: str, day: date) -> Limit | None:
    """The limit that holds on a day, or None."""
    for found in limits()[name]:
        if found.first <= day and (found.last is None or day <= found.last):
            return found
    return None
