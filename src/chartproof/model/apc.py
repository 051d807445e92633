"""What one line of a hospital's outpatient claim falls into, and how it is paid; it explains itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from chartproof.model.coding import Step


class Fate(Enum):
    """How a line is paid."""

    APART = "paid apart"
    COMPREHENSIVE = "comprehensive"  # one payment for it and all that is beside it
    PACKAGED = "packaged"
    ELSEWHERE = "other schedule"  # paid, and not by this system
    UNPAID = "not paid"


@dataclass(frozen=True, slots=True)
class Apc:
    """One line with its ambulatory payment classification, and the path that led there.

    `apc` None: none belongs to it, or the release gives none. `into`: the line whose payment it is in.
    `is_reduced`: a further procedure of status T, paid by half. `weight` and `rate` only where the coding is
    finalised: those of the release for one unit, before wages, units and the half of a reduced procedure.
    """

    at: str
    code: str
    status: str
    apc: str | None
    fate: Fate
    path: tuple[Step, ...]
    into: str | None = None
    is_reduced: bool = False
    rate: Decimal | None = None
    weight: Decimal | None = None
