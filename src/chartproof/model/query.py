"""A question to a provider. It shows the record, offers every way out, and does not lead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chartproof.model.record import Evidence


class Doubt(Enum):
    """Why a question must be asked."""

    UNSPECIFIED = "unspecified"
    CONFLICTING = "conflicting"
    UNNAMED = "unnamed"
    UNSUPPORTED = "unsupported"
    TIMING = "timing"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its rule, its doubt, what it asks, what it shows, and the choices."""

    rule: str
    why: Doubt
    asks: str
    choices: tuple[str, ...]
    shows: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not {"other", "unable to determine"} <= set(self.choices):
            raise ValueError("a query must offer 'other' and 'unable to determine'")
        if not self.shows:
            raise ValueError("a query must show the record")
