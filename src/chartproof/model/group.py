"""A group explains itself: what a stay falls into, the path that led there, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from chartproof.model.apc import Apc
from chartproof.model.coding import Step
from chartproof.model.finding import Skip
from chartproof.model.hcc import Risk
from chartproof.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Weight:
    """What a group weighs in the payment of its year, and how long such stays are; from one release."""

    drg: str
    relative: Decimal
    geometric_stay: Decimal | None
    release: str


class Kind(Enum):
    """What is supposed to be otherwise."""

    REMOVED = "removed"  # a code that the record may not support
    LED = "principal"  # another diagnosis first
    DOCUMENTED = "documented"  # what the record points at and does not say


class Direction(Enum):
    """Which way the weight goes; OTHER where one of the two has none."""

    LOWER = "lower"
    HIGHER = "higher"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One thing supposed, the group it then is, and what the record must say for it.

    `at` is the place on the claim; None for a code that is not on it. Of several codes taken together both name all. `evidence` are the words that point at it.
    """

    kind: Kind
    code: str
    at: str | None
    says: str
    drg: str
    title: str
    direction: Direction
    weight: Weight | None
    needs: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A code that the record points at and does not say: the words that do, and what would have to be documented."""

    code: str
    needs: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What a coded record allows to be supposed: what it points at, and what could stand first as well."""

    indicators: tuple[Indicator, ...] = ()
    leads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drg:
    """The MS-DRG of a stay. `path` was walked by the tables; `reached` is where it led, whatever the grouper said.

    `kind` is medical, surgical or "" (it cannot be grouped: `why`). `initial` is the group before conditions
    that the hospital caused were left out. `unsaid`: what the claim leaves open. `weight` and `what_if`
    only where the coding is finalised.
    """

    drg: str
    title: str
    mdc: str
    mdc_title: str
    version: str
    release: str
    path: tuple[Step, ...]
    reached: str
    kind: str = ""
    severity: str = ""
    initial: str = ""
    why: str = ""
    unsaid: tuple[str, ...] = ()
    weight: Weight | None = None
    what_if: tuple[WhatIf, ...] | None = None

    @property
    def agrees(self) -> bool:
        """Whether the path led to the group that the grouper gave."""
        return self.drg == self.reached


@dataclass(frozen=True, slots=True)
class Groups:
    """What one claim or case falls into, by kind of group; None where `skipped` says why.

    `apc`: one for each line of a hospital's outpatient claim that the release of its day lists.
    """

    id: str
    ms_drg: Drg | None = None
    hcc: Risk | None = None
    apc: tuple[Apc, ...] | None = None
    skipped: tuple[Skip, ...] = ()
    notices: tuple[str, ...] = ()
