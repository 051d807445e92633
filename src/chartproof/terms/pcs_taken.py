"""What a table, a row and an axis of ICD-10-PCS make of the words of a request, and why."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.codesets.pcs import Axis, Row, Table


@dataclass(frozen=True, slots=True)
class Why:
    """The words a value rests on, the source that joins them, and how that source says it."""

    words: tuple[str, ...]
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for one value: words, less a cost."""

    words: frozenset[str]
    cost: float
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class AxisTaken:
    """What one row makes of the words on one axis: the values chosen (all, where nothing is said)."""

    axis: Axis
    chosen: tuple[tuple[str, str], ...]
    is_said: bool
    words: frozenset[str]
    cost: float
    whys: dict[str, tuple[Why, ...]]


@dataclass(frozen=True, slots=True)
class RowTaken:
    """One row and what it makes of the words."""

    row: Row
    axes: tuple[AxisTaken, ...]
    words: frozenset[str]
    score: float


@dataclass(frozen=True, slots=True)
class TableTaken:
    """One table, its best rows, and why its root operation."""

    table: Table
    rows: tuple[RowTaken, ...]
    words: frozenset[str]
    score: float
    operation: tuple[Why, ...]
