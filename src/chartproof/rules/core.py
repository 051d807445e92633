"""One rule is one function in one file. This module finds rules and runs them."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.errors import RuleError
from chartproof.model.finding import Skip
from chartproof.model.period import Period

#: A rule reads a subject (a coding, a visit) by the books of a day and gives results of that stage's closed set.
Body = Callable[[Any, Books], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What it says, when it holds, who says so, and up to which day we have read the text.

    `rank` orders results that conflict: 3 a convention, 2 a chapter's guideline, 1 a general one,
    0 a house rule. `module` is where the function stands.
    """

    id: str
    says: str
    holds: Period
    reviewed: date | None
    cite: Cite
    rank: int
    module: str
    body: Body

    def unreviewed_on(self, day: date) -> bool:
        """Whether the rule runs on a day whose guidelines nobody has read yet."""
        return self.reviewed is None or day > self.reviewed


@dataclass(frozen=True, slots=True)
class Method:
    """A step of the machinery (index walk, tabular descent, seventh character), cited like a rule."""

    id: str
    says: str
    cite: Cite


def rule(*, holds: Period, reviewed: date | None, cite: Cite) -> Callable[[Body], Rule]:
    """Make a function a rule. Its id is its place below the stage, without `rules`."""

    def wrap(body: Body) -> Rule:
        ident = rule_id(body.__module__)
        if not body.__doc__:
            raise RuleError(f"{ident} does not say what it is")
        says = " ".join(body.__doc__.split())
        return Rule(ident, says, holds, reviewed, cite, rank_of(cite), body.__module__, body)

    return wrap


def rule_id(module: str) -> str:
    """`chartproof.code.icd10cm.rules.combine.x` is `icd10cm.combine.x`."""
    return ".".join(part for part in module.split(".")[2:] if part != "rules")


def rank_of(cite: Cite) -> int:
    """Conventions outrank chapter guidelines, those outrank general ones, then house rules."""
    if "Tabular" in cite.source or cite.place.startswith("I.A"):
        return 3
    if cite.place.startswith("I.C"):
        return 2
    return 0 if cite.source == "chartproof" else 1


def discover(package: ModuleType) -> tuple[Rule, ...]:
    """Every rule below a package, by id and then by first day."""
    found: list[Rule] = []
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        module = importlib.import_module(info.name)
        found += [value for value in vars(module).values() if isinstance(value, Rule)]
    found.sort(key=lambda r: (r.id, r.holds.first))
    for a, b in itertools.pairwise(found):
        if a.id == b.id and a.holds.overlaps(b.holds):
            raise RuleError(f"two versions of {a.id} hold on {b.holds.first}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Gave:
    """One result and the rule that gave it."""

    rule: Rule
    result: Any


def run(
    rules: Iterable[Rule], subject: object, books: Books, day: date | None = None
) -> tuple[list[Gave], list[Skip]]:
    """Run every rule that holds on a day (that of the books, where none is given) over the same subject."""
    gave: list[Gave] = []
    skipped: list[Skip] = []
    on = day or books.day
    for r in rules:
        if not r.holds.covers(on):
            skipped.append(Skip(r.id, f"holds {r.holds}"))
            continue
        for result in r.body(subject, books):
            gave.append(Gave(r, result))
    return gave, skipped
