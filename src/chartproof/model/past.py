"""A claim sent, or a coding given, before now: its codes and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PastCode:
    """One code on a past claim. `at` is its place: `dx.1`, `px.1`, `line.3`, `codes.2`.

    What the claim does not say is None: the day it was served, its line, units, place of service.
    """

    system: str
    code: str
    at: str
    line: int | None = None
    served: date | None = None
    units: Decimal | None = None
    modifiers: tuple[str, ...] = ()
    place: str | None = None
    poa: str | None = None


@dataclass(frozen=True, slots=True)
class PastClaim:
    """A past claim or coding. `kind` is `professional` or `facility`, None where it does not say.

    `rendering` and `billing`: the identifiers (NPI) of who did it and who billed it, as far as it says.
    """

    id: str
    kind: str | None
    state: str | None
    codes: tuple[PastCode, ...]
    rendering: str | None = None
    billing: str | None = None

    def of(self, *systems: str) -> tuple[PastCode, ...]:
        """Its codes of some systems."""
        return tuple(c for c in self.codes if c.system in systems)
