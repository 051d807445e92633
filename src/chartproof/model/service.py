"""Procedures, services and supplies as they were done: what the rules of services read, and what they hand back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from chartproof.model.coding import Anesthesia, Coding
from chartproof.model.query import Query
from chartproof.model.reading import Line
from chartproof.model.record import Evidence
from chartproof.model.results import Because


@dataclass(frozen=True, slots=True)
class Done:
    """A service that the record says was done here.

    `means` is its code, or the family whose figures choose it; `table` and `name` say where our lexicon has
    it. `near` is the sentence, `scene` the passage that tells of it: its procedure note, problem or lines.
    """

    name: str
    table: str
    means: str
    work: str
    evidence: Evidence
    line: Line
    near: Evidence
    scene: Evidence
    marks: frozenset[str] = frozenset()

    @property
    def is_code(self) -> bool:
        """Whether it names its code by itself."""
        return any(c.isdigit() for c in self.means) and " " not in self.means and len(self.means) == 5


@dataclass(frozen=True, slots=True)
class Scene:
    """One encounter as the rules of services see it: its coding, and what was done."""

    coding: Coding
    done: tuple[Done, ...] = ()

    def of(self, *families: str) -> tuple[Done, ...]:
        """What was done of these families or codes, in order of the record."""
        return tuple(d for d in self.done if d.means in families)

    def work(self, *kinds: str) -> tuple[Done, ...]:
        """What was done of these kinds of work."""
        return tuple(d for d in self.done if d.work in kinds)


@dataclass(frozen=True, slots=True)
class Bill:
    """What a rule of services hands back: a code with its units, and what it rests on.

    `of` is what was done; `place` names the site it is one line for ("" where the site makes no difference);
    `side`: right, left, both. `instead_of`: what was done that this line covers, and no other rule may bill.
    """

    code: str
    of: Done
    because: tuple[Because, ...]
    units: int | Decimal = 1  # miles of an ambulance have tenths
    side: tuple[str, Evidence] | None = None
    place: str = ""
    modifiers: tuple[str, ...] = ()
    anesthesia: Anesthesia | None = None


@dataclass(frozen=True, slots=True)
class Modify:
    """What a rule of modifiers hands back: a modifier of a line, and what it rests on."""

    bill: Bill
    modifier: str
    because: tuple[Because, ...]
    instead: str | None = None  # the code the line changes to with it
    first: bool = False  # stands before other modifiers
    units: int | None = None  # the units the line changes to with it


@dataclass(frozen=True, slots=True)
class Withhold:
    """What a rule of modifiers hands back: a modifier that words of the record call for and the line may not carry.

    `says`: why not, in the trade's words.
    """

    bill: Bill
    modifier: str
    says: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a rule of services hands back where an axis is missing: the question for who documented it."""

    of: Done
    query: Query
