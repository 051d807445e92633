"""What a run has to say for itself. Silence is not a pass."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Skip:
    """A rule or a code system that did not run, and why; `kind` is rule or system."""

    what: str
    why: str
    kind: str = "rule"


class Severity(Enum):
    """What happens to a claim for it, the worst first."""

    REJECT = "reject"  # never taken in: it fails at the door
    RETURN = "return"  # sent back to be corrected
    DENY = "deny"  # taken in, and not paid
    RISK = "risk"  # paid, and open to question


class Op(Enum):
    """What a change does at its place."""

    SET = "set"
    REMOVE = "remove"
    FIRST = "first"  # put before all others of its list


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a claim: a place (`dx.2`, `dx.2.poa`, `line.3.modifiers`), and the new value where it is set."""

    op: Op
    at: str
    value: str | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend it; `safe`: the record need not be asked, the claim says all that is needed."""

    says: str
    safe: bool
    changes: tuple[Change, ...] = ()
