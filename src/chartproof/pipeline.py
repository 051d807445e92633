"""The straight line: which stage follows which, and which pass of rules follows which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import ModuleType

import chartproof.code.icd10cm.rules.arrange
import chartproof.code.icd10cm.rules.combine
import chartproof.code.icd10cm.rules.require
import chartproof.code.icd10cm.rules.screen
import chartproof.code.icd10cm.rules.settle
from chartproof.code.icd10cm.merge import merge
from chartproof.code.icd10cm.propose import Proposer
from chartproof.codesets.shelf import Shelf
from chartproof.model.coding import Coding
from chartproof.model.finding import Skip
from chartproof.model.record import Encounter
from chartproof.read import read
from chartproof.rules.apply import apply
from chartproof.rules.core import Rule, discover, run
from chartproof.terms.index import TermIndex
from chartproof.terms.terminology import Terminology
from chartproof.understand import understand

RULES = chartproof.code.icd10cm.rules

#: The passes over one coding, in order. Inside a pass every rule sees the same coding.
PASSES: tuple[ModuleType, ...] = (
    RULES.screen,  # each mention by itself: negated, family, uncertain, history, not managed
    RULES.combine,  # several conditions that one code names, history and status codes
    RULES.settle,  # what may not stand beside what: integral, excluded, less specific
    RULES.require,  # what conventions then require besides: obligations, long-term drugs, causes
    RULES.arrange,  # what stands first
)


@cache
def rules_of(package: ModuleType) -> tuple[Rule, ...]:
    """The rules of one pass, found once."""
    return discover(package)


def every_rule() -> tuple[Rule, ...]:
    """Every rule of every pass."""
    return tuple(rule for package in PASSES for rule in rules_of(package))


@dataclass(slots=True)
class Line:
    """The line over one shelf: open once, code many."""

    shelf: Shelf
    _open: dict[str, tuple[Terminology, Proposer]] = field(default_factory=dict)

    def terminology(self, day: date | None = None, release: str | None = None) -> Terminology:
        """The books and terms of a day."""
        books = self.shelf.open(day, release)
        if books.name not in self._open:
            progress: Callable[[float], None] = lambda done: self.shelf.progress("indexing terms", done)  # noqa: E731
            index = TermIndex(books.tabular, self.shelf.indexes, progress)
            self._open[books.name] = (Terminology(books, index), Proposer(books.tabular))
        return replace(self._open[books.name][0], books=books)

    def code(self, encounter: Encounter, release: str | None = None) -> tuple[Coding, Terminology]:
        """Code one encounter by the books of its day."""
        terminology = self.terminology(encounter.day, release)
        reading = understand(encounter, read(encounter), terminology)
        coding = self._open[terminology.books.name][1].propose(encounter, reading)
        return ruled(coding, terminology), terminology


def ruled(coding: Coding, terminology: Terminology) -> Coding:
    """Run every pass of rules over what was proposed."""
    skipped: list[Skip] = []
    for number, package in enumerate(PASSES):
        gave, left_out = run(rules_of(package), coding, terminology.books)
        skipped += left_out
        coding = apply(gave, coding, terminology.books)
        if number == 0:
            coding = merge(coding)
    return replace(coding, skipped=coding.skipped + tuple(skipped))
