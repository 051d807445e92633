"""A claim against its record: what is supported, what is not, what is missed, what is lower or higher than the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chartproof.model.coding import Step
from chartproof.model.finding import Skip


class State(Enum):
    """How a code stands against the record."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    MISSED = "missed"  # the record supports it, and it was not billed
    LOWER = "lower"  # billed lower or vaguer than the record supports
    HIGHER = "higher"  # billed higher, or more said than the record says


class What(Enum):
    """What part of a claim is meant."""

    DIAGNOSIS = "diagnosis"
    PROCEDURE = "procedure"
    SERVICE = "service"
    MODIFIER = "modifier"
    UNITS = "units"
    POA = "poa"
    FIRST = "first"  # which diagnosis is principal or first-listed


@dataclass(frozen=True, slots=True)
class Audited:
    """One thing billed, or missed: its place on the claim, how it stands, the record's own, and the proof of that.

    `code` is what was billed, or missed; `record` what the record supports instead, where that differs. `proof` is
    of the record's code, or of why the billed one was not given; None where no words of the record say anything of it.
    """

    what: What
    system: str
    code: str
    at: str | None
    billed: bool
    state: State
    says: str
    record: str | None = None
    proof: Step | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many, by one formula; `says` is the formula in words."""

    name: str
    right: int
    of: int
    says: str

    @property
    def share(self) -> float | None:
        """The share that is right; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one claim against one record, in the order of the claim, then what was missed."""

    claim: str
    codes: tuple[Audited, ...]
    accuracy: tuple[Share, ...]
    skipped: tuple[Skip, ...] = ()
