"""The straight line: which stage follows which, and which pass of rules follows which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import ModuleType

import chartproof.code.icd10cm.rules.arrange
import chartproof.code.icd10cm.rules.combine
import chartproof.code.icd10cm.rules.require
import chartproof.code.icd10cm.rules.screen
import chartproof.code.icd10cm.rules.settle
import chartproof.code.icd10cm.rules.weigh
from chartproof.code.icd10cm.merge import merge
from chartproof.code.icd10cm.methods import METHODS
from chartproof.code.icd10cm.propose import Proposer
from chartproof.codesets.alphabetic import SYSTEMS, Alphabetic
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.shelf import Shelf
from chartproof.model.coding import Cite, Coding, Rejected, Why
from chartproof.model.finding import Skip
from chartproof.model.period import Days
from chartproof.model.record import Encounter
from chartproof.read import read
from chartproof.rules.apply import apply
from chartproof.rules.core import Rule, discover, run
from chartproof.terms import lexicon
from chartproof.terms.index import index_of
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
    RULES.weigh,  # what could stand first as well, and what the form has a place of its own for
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
    index: bool = True  # code by the Alphabetic Index and its tables too, where they are on the shelf
    _open: dict[tuple[str, ...], tuple[Terminology, Proposer]] = field(default_factory=dict)
    _indexes: dict[tuple[date, str], tuple[Alphabetic, ...]] = field(default_factory=dict)

    def terminology(self, days: Days | date | None = None, release: str | None = None) -> Terminology:
        """The books and terms of a day."""
        return self._opened(days, release)[0]

    def code(self, encounter: Encounter, release: str | None = None) -> tuple[Coding, Terminology]:
        """Code one encounter by the books of its day."""
        terminology, proposer = self._opened(encounter.days, release)
        reading = understand(encounter, read(encounter), terminology)
        coding = ruled(proposer.propose(encounter, reading), terminology)
        notices = (*coding.notices, *_notices(encounter, terminology.books))
        skipped = (*coding.skipped, *without(terminology, asked=self.index))
        return replace(coding, notices=notices, skipped=skipped), terminology

    def has_row(self, release: str, table: str, key: str) -> bool:
        """Whether a row that a proof names stands in a release at hand or in the lexicon."""
        if release == lexicon.version():
            return (table, key) in lexicon.rows()
        opened = [books for terminology, _ in self._open.values() for books in terminology.opened]
        return any(books.release.name == release and books.has_row(table, key) for books in opened)

    def _opened(self, days: Days | date | None, release: str | None) -> tuple[Terminology, Proposer]:
        books = self.shelf.open(days, release)
        key = (books.day, books.name)  # which index goes with a stand-in depends on the book too
        if self.index and key not in self._indexes:
            self._indexes[key] = tuple(indexes_on(books, self.shelf))
        indexes = self._indexes.get(key, ())
        names = (books.name, *(index.release.name for index in indexes))
        if names not in self._open:
            progress: Callable[[float], None] = lambda done: self.shelf.progress("indexing terms", done)  # noqa: E731
            terms = index_of(books.tabular, self.shelf.indexes, progress, indexes)
            derived = frozenset(index.release.name for index in indexes if index.release.derived)
            self._open[names] = (Terminology(books, terms, indexes), Proposer(books.tabular, derived))
        terminology, proposer = self._open[names]
        return replace(terminology, books=books), proposer


def indexes_on(books: Books, shelf: Shelf) -> Iterator[Alphabetic]:
    """The Alphabetic Index and its tables that hold on the day, those that are on the shelf.

    A Tabular List that stands in for the coming year's has the notes of the year before: its index
    is that year's too, and answers say that it does not cover the day.
    """
    for system in SYSTEMS:
        try:
            release = shelf.on(books.day, system)
        except NoReleaseCoversError:
            before = [r for r in shelf.of(system) if r.holds.first <= books.day]
            if not (books.release.stand_in and before):
                continue
            release = before[-1]
        yield shelf.read(release, Alphabetic)


#: What an answer calls each of them.
_CALLED = dict(
    zip(
        SYSTEMS, ("Alphabetic Index", "External Cause Index", "Neoplasm Table", "Table of Drugs"), strict=True
    )
)


def without(terminology: Terminology, *, asked: bool) -> Iterator[Skip]:
    """The indexes an answer was made without, and why."""
    held = {index.release.system for index in terminology.indexes}
    missing = [called for system, called in _CALLED.items() if system not in held]
    if missing:
        none = f"none on the shelf covers {terminology.books.day}; `chartproof books add FILE` puts one there"
        yield Skip(", ".join(missing), none if asked else "not asked for", "system")


#: Code systems that are not built yet; an answer says that they were not coded.
NOT_BUILT = ("ICD-10-PCS", "CPT", "HCPCS")


def _notices(encounter: Encounter, books: Books) -> tuple[str, ...]:
    found: list[str] = []
    holds = books.release.holds
    if encounter.day is None:
        derived = " (derived)" if books.release.derived else ""
        found.append(f"no day given: {books.name}{derived} is used, which holds {holds}")
    if not books.covers:
        found.append(f"{books.name} was chosen by name and does not cover {books.day}")
    if books.release.stand_in:
        found.append(
            f"{books.name} stands in until the publisher's own is added: its codes are of code addenda; its "
            "notes, and the index with it, are those of the year before"
        )
    unread = sum(rule.unreviewed_on(books.day) for rule in every_rule())
    if unread:
        found.append(f"{unread} rules run unreviewed: nobody has read the guidelines of {books.day} yet")
    return tuple(found)


def releases(terminology: Terminology) -> dict[str, dict[str, object]]:
    """Which releases an answer rests on, as CONTRACT prints them."""
    books = terminology.books
    return {
        held.release.system: {
            "release": held.release.name,
            "first": str(held.release.holds.first),
            "last": str(held.release.holds.last) if held.release.holds.last else None,
            "covers": books.covers if held is books.tabular else held.release.holds.covers(books.day),
            "derived": held.release.derived,
        }
        for held in terminology.opened
    }


def authorities() -> dict[str, frozenset[Cite]]:
    """Every rule and step that may stand in a proof, with its citations."""
    found: dict[str, set[Cite]] = {m.id: {m.cite} for m in METHODS.values()}
    for rule in every_rule():
        found.setdefault(rule.id, set()).add(rule.cite)
    return {ident: frozenset(cites) for ident, cites in found.items()}


def ruled(coding: Coding, terminology: Terminology) -> Coding:
    """Run every pass of rules over what was proposed."""
    skipped: list[Skip] = []
    for number, package in enumerate(PASSES):
        gave, left_out = run(rules_of(package), coding, terminology.books)
        skipped += left_out
        coding = apply(gave, coding, terminology.books)
        if number == 0:
            coding = merge(coding)
    unbuilt = [Skip(system, "this version does not code it", "system") for system in NOT_BUILT]
    given = {a.value for a in coding.assignments}
    rejected: dict[tuple[str, Why], Rejected] = {}
    for r in coding.rejected:
        if r.code.value not in given:
            rejected.setdefault((r.code.value, r.why), r)
    coding = replace(coding, rejected=tuple(rejected.values()))
    return replace(coding, skipped=coding.skipped + tuple(skipped) + tuple(unbuilt))
