"""What a rule may hand back: a closed set of values. The engine applies them and writes the proof."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.model.coding import Assignment, Fact, Needed, Rejected, Role, Row, Why
from chartproof.model.finding import Fix, Severity
from chartproof.model.query import Query
from chartproof.model.record import Evidence

#: What a result may rest on. An assignment stands for its whole proof.
Because = Assignment | Evidence | Fact | Row


@dataclass(frozen=True, slots=True)
class Give:
    """A code to add (dotted), what it rests on, and the assignments it replaces.

    `needed` None: the strongest need among the assignments it rests on.
    `instead_why` is the reason written on what is replaced.
    """

    value: str
    because: tuple[Because, ...]
    instead_of: tuple[Assignment, ...] = ()
    needed: Needed | None = None
    instead_why: Why = Why.LESS_SPECIFIC


@dataclass(frozen=True, slots=True)
class Reject:
    """An assignment to take away, and why; `because` besides its own words."""

    what: Assignment
    why: Why
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A change of what an assignment is for: how it is needed, or what it is on the claim."""

    what: Assignment
    needed: Needed | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """`first` must stand before `then` (etiology before manifestation, a code-first note)."""

    first: Assignment
    then: Assignment


@dataclass(frozen=True, slots=True)
class Lead:
    """This assignment is first-listed or principal; the highest `rank` leads, then note order."""

    what: Assignment
    rank: int


@dataclass(frozen=True, slots=True)
class Rival:
    """An assignment that could stand first as well as the one that does, and why either may."""

    what: Assignment
    says: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A code that the form has a place of its own for, whether it is on the list or not."""

    what: Assignment | Rejected
    role: Role


@dataclass(frozen=True, slots=True)
class Oblige:
    """Something a convention requires besides a code."""

    at: Assignment
    says: str
    met_by: Assignment | None = None
    looked_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for the provider."""

    query: Query


@dataclass(frozen=True, slots=True)
class Poa:
    """Whether it was present on admission: Y, N, U, W, exempt; None where that cannot be known.

    The highest `rank` of an assignment decides; `asks` is asked where this result does.
    """

    what: Assignment
    value: str | None
    rank: int
    because: tuple[Because, ...]
    asks: Query | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """What is wrong at a place of a claim, what happens to it, and what would mend or clear it.

    `rows` are those of releases it was read from; `clears` is the documentation that would clear it.
    """

    at: str
    says: str
    severity: Severity
    rows: tuple[Row, ...] = ()
    fixes: tuple[Fix, ...] = ()
    clears: str | None = None


@dataclass(frozen=True, slots=True)
class NotRun:
    """What a rule could not look at, and why: a line whose day no release covers, a field that is not said."""

    why: str


Result = Give | Reject | Mark | Order | Lead | Rival | Beside | Oblige | Ask | Poa | Find | NotRun
