"""The straight line: which stage follows which, and which pass of rules follows which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from types import ModuleType

import chartproof.ask.rules
import chartproof.check.conventions.rules
import chartproof.check.coverage.rules
import chartproof.check.fees.rules
import chartproof.check.form.rules
import chartproof.check.mce.rules
import chartproof.check.mue.rules
import chartproof.check.ncci.rules
import chartproof.check.opps.rules
import chartproof.code.claim.methods
import chartproof.code.em.methods
import chartproof.code.em.rules.beside
import chartproof.code.em.rules.data
import chartproof.code.em.rules.problems
import chartproof.code.em.rules.risk
import chartproof.code.icd10cm.methods
import chartproof.code.icd10cm.rules.arrange
import chartproof.code.icd10cm.rules.combine
import chartproof.code.icd10cm.rules.poa
import chartproof.code.icd10cm.rules.require
import chartproof.code.icd10cm.rules.screen
import chartproof.code.icd10cm.rules.settle
import chartproof.code.icd10cm.rules.weigh
import chartproof.code.icd10pcs.methods
import chartproof.code.icd10pcs.rules.arrange
import chartproof.code.icd10pcs.rules.settle
import chartproof.code.services.rules.lines
import chartproof.code.services.rules.modifiers
from chartproof.ask import ask
from chartproof.bill.claim import claim_of
from chartproof.check import report
from chartproof.check.opps.ioce import not_looked_at
from chartproof.code.claim.charges import claimed
from chartproof.code.em.components.level import is_read_by_components
from chartproof.code.em.level import level_of
from chartproof.code.em.services import integral, reports_visits, services_of
from chartproof.code.icd10cm.abstain import settled
from chartproof.code.icd10cm.confidence import model, weighed
from chartproof.code.icd10cm.exempt import is_used
from chartproof.code.icd10cm.exempt import without as without_exempt
from chartproof.code.icd10cm.merge import merge
from chartproof.code.icd10cm.propose import Proposer
from chartproof.code.icd10pcs import propose as pcs
from chartproof.code.icd10pcs.stage import procedures, reports_procedures
from chartproof.code.services.lines import PLANNED, services_in
from chartproof.codesets.alphabetic import SYSTEMS, Alphabetic
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.build.notices import AMA_NOTICE
from chartproof.codesets.pcs_books import SYSTEM as PCS
from chartproof.codesets.pcs_books import open_pcs
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.group import Asked, apc, groups_of, record_of
from chartproof.group import methods as group_methods
from chartproof.learn import audit
from chartproof.model.audit import Audit
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Coding, Rejected, Row, Why
from chartproof.model.errors import ReleaseError
from chartproof.model.finding import Skip
from chartproof.model.group import Groups, Record
from chartproof.model.period import Days
from chartproof.model.reading import Page
from chartproof.model.record import Document, Encounter, Evidence
from chartproof.model.report import Report
from chartproof.model.visit import Guidelines, Level, PointTable
from chartproof.read import read
from chartproof.read.notes import notes_apart
from chartproof.rules.apply import apply
from chartproof.rules.arranging import by_need
from chartproof.rules.core import Method, Rule, discover, run
from chartproof.terms import anesthesia as base_units
from chartproof.terms import exempt, lexicon, pairs
from chartproof.terms import globals as globals_
from chartproof.terms import procedures as services_lexicon
from chartproof.terms.index import index_of
from chartproof.terms.pcs import acts
from chartproof.terms.terminology import Terminology
from chartproof.understand import understand
from chartproof.understand.examined import examined_in

RULES = chartproof.code.icd10cm.rules

#: The passes over one coding, in order. Inside a pass every rule sees the same coding.
PASSES: tuple[ModuleType, ...] = (
    RULES.screen,  # each mention by itself: negated, family, uncertain, history, not managed
    RULES.combine,  # several conditions that one code names, history and status codes
    RULES.settle,  # what may not stand beside what: integral, excluded, less specific
    RULES.require,  # what conventions then require besides: obligations, long-term drugs, causes
    RULES.arrange,  # what stands first
    RULES.poa,  # what was there when the patient was admitted
    RULES.weigh,  # what could stand first as well, and what the form has a place of its own for
)

#: What counts toward the level of a visit, and what stands beside it.
VISITS = chartproof.code.em.rules
COUNTS: tuple[ModuleType, ...] = (VISITS.problems, VISITS.data, VISITS.risk)
BESIDE: ModuleType = VISITS.beside

#: The passes over the procedures of a stay, after those over its diagnoses.
PROCEDURES: tuple[ModuleType, ...] = (
    chartproof.code.icd10pcs.rules.settle,  # what is a part of another procedure
    chartproof.code.icd10pcs.rules.arrange,  # which is the principal procedure
)

#: Procedures, services and supplies: what makes a line, and its modifiers.
SERVICES = chartproof.code.services.rules
LINES: ModuleType = SERVICES.lines
MODIFIERS: ModuleType = SERVICES.modifiers

#: What is asked of the provider once the coding stands.
QUESTIONS: ModuleType = chartproof.ask.rules


#: The edits of a claim, by room. Each sees the claim alone: their order decides nothing.
CHECKS: tuple[ModuleType, ...] = (
    chartproof.check.form.rules,  # what the form asks for
    chartproof.check.conventions.rules,  # what may stand on a list of diagnoses, and how
    chartproof.check.mce.rules,  # what Medicare's editor returns of a stay
    chartproof.check.ncci.rules,  # which codes may not be paid together
    chartproof.check.mue.rules,  # how many units of a code
    chartproof.check.fees.rules,  # what the fee schedule allows: parts, sides, surgeons, global periods
    chartproof.check.opps.rules,  # what a hospital outpatient department may bill
    chartproof.check.coverage.rules,  # what is covered for which diagnosis
)


@cache
def rules_of(package: ModuleType) -> tuple[Rule, ...]:
    """The rules of one pass, found once."""
    return discover(package)


def every_rule() -> tuple[Rule, ...]:
    """Every rule of every pass, every question, every criterion of visits, every rule of services, every edit."""
    packages = (*PASSES, *PROCEDURES, QUESTIONS, *COUNTS, BESIDE, LINES, MODIFIERS, *CHECKS)
    return tuple(rule for package in packages for rule in rules_of(package))


def every_method() -> dict[str, Method]:
    """Every step of the machinery that may stand in a proof, by its id."""
    code = chartproof.code
    stages = (code.icd10cm, code.icd10pcs, code.em, code.claim)
    known = (stage.methods.METHODS for stage in stages)
    coded = {ident: method for methods in known for ident, method in methods.items()}
    return coded | {PLANNED.id: PLANNED} | group_methods.METHODS | apc.METHODS


@cache
def check_rules() -> tuple[Rule, ...]:
    """Every edit of a claim."""
    return tuple(rule for package in CHECKS for rule in rules_of(package))


def visit_rules() -> tuple[Rule, ...]:
    """Every criterion of visits, and every rule on what stands beside one."""
    return tuple(rule for package in (*COUNTS, BESIDE) for rule in rules_of(package))


def service_rules() -> tuple[Rule, ...]:
    """Every rule of services: of lines, and of their modifiers."""
    return (*rules_of(LINES), *rules_of(MODIFIERS))


#: So many days of claims have their books at hand.
_MOST_DAYS = 4096


@dataclass(slots=True)
class Line:
    """The line over one shelf: open once, code many."""

    shelf: Shelf
    index: bool = True  # code by the Alphabetic Index and its tables too, where they are on the shelf
    threshold: float | None = None  # codes less sure are abstained from; None: where the model was fitted
    cpt: bool = True  # give codes of CPT, the numbers alone
    payer: tuple[Rule, ...] = ()  # the user's own rules, by which claims are checked too
    strict: bool = False  # rules of equal rank that disagree end the coding
    _open: dict[tuple[str, ...], tuple[Terminology, Proposer]] = field(default_factory=dict)
    _indexes: dict[tuple[date, str], tuple[Alphabetic, ...]] = field(default_factory=dict)
    _pcs: dict[tuple[str, ...], pcs.Proposer] = field(default_factory=dict)
    _looked: dict[Days, Books] = field(default_factory=dict)
    _edition: int = 0
    _rules: tuple[Rule, ...] = ()

    def terminology(self, days: Days | date | None = None, release: str | None = None) -> Terminology:
        """The books and terms of a day."""
        return self._opened(days, release)[0]

    def code(
        self, encounter: Encounter, release: str | None = None, pointed: tuple[Evidence, ...] = ()
    ) -> tuple[Coding, Terminology]:
        """Code one encounter by the books of its day, and ask what its record leaves open; `pointed`: words that a model pointed at (llm)."""
        notes = notes_apart(encounter)
        if notes is None:
            return self._coded(encounter, release, pointed)
        coding, terminology = self._coded(notes.encounter, release, tuple(map(notes.placed, pointed)))
        return notes.joined(coding, read(encounter)), terminology

    def _coded(
        self, encounter: Encounter, release: str | None, pointed: tuple[Evidence, ...]
    ) -> tuple[Coding, Terminology]:
        """Code one encounter each of whose documents is one note."""
        terminology, proposer = self._opened(encounter.days, release)
        pages = read(encounter)
        reading = understand(encounter, pages, terminology, pointed)
        coding = by_need(
            ruled(proposer.propose(encounter, reading), terminology, self.threshold, strict=self.strict)
        )
        coding = ask(coding, rules_of(QUESTIONS), terminology.books)
        coding = self._procedures(coding, pages, terminology.books)
        coding = self._services(coding, terminology.books)
        books = terminology.books
        notices = (*coding.notices, *_notices(encounter, books))
        skipped = (
            *coding.skipped,
            *without(terminology, asked=self.index),
            *without_exempt(encounter, books),
        )
        return replace(coding, notices=notices, skipped=skipped, pointed=pointed), terminology

    def visit(
        self,
        encounter: Encounter,
        release: str | None = None,
        criteria: PointTable | None = None,
        guidelines: Guidelines | None = None,
    ) -> tuple[Level, Coding, Terminology]:
        """Code one encounter and say the level of its visit.

        `criteria`: the hospital's own for emergency visits. `guidelines`: those of 1995 or 1997 alone.
        """
        coding, terminology = self.code(encounter, release)
        return _level(coding, terminology.books, criteria, guidelines), coding, terminology

    def check(self, claim: Claim) -> Report:
        """Check one claim by the books of its days; edits whose releases are not at hand are skipped, and said."""
        return report(claim, self._look(claim.days), self._edits(), not_looked_at(claim))

    def _edits(self) -> tuple[Rule, ...]:
        """Every edit, and the payer's: one tuple for all claims."""
        if not self.payer:
            return check_rules()
        if self._rules[len(self._rules) - len(self.payer) :] != self.payer:
            self._rules = (*check_rules(), *self.payer)
        return self._rules

    def _look(self, days: Days) -> Books:
        """The books of some days, whether or not a Tabular List is at hand; remembered until the shelf changes."""
        edition = self.shelf.edition
        if edition != self._edition or len(self._looked) >= _MOST_DAYS:
            self._looked.clear()
            self._edition = edition
        books = self._looked.get(days)
        if books is None:
            books = self.shelf.look(days)
            if books.has("ICD-10-CM"):
                books = replace(books, diagnoses=books.tabular)
            self._looked[days] = books
        return books

    def audit(self, claim: Claim, encounter: Encounter, release: str | None = None) -> Audit:
        """Audit one claim against its record, coded by the books of its day."""
        coding, terminology = self.code(encounter, release)
        return audit(claim, coding, terminology.books)

    def group(self, claim: Claim, asked: Asked | None = None) -> Groups:
        """The groups of one claim by the books of its days."""
        return groups_of(claim, self.shelf.look(claim.days), asked)

    def group_case(
        self, encounter: Encounter, asked: Asked | None = None, release: str | None = None
    ) -> Groups:
        """Code one case, make it a claim, and group that; where it is finalised, only what its record allows is supposed."""
        coding, _ = self.code(encounter, release)
        asked = replace(asked or Asked(), coding=coding)
        if asked.finalised:
            asked = replace(asked, record=self.record(coding, release))
        return self.group(claim_of(coding), asked)

    def record(self, coding: Coding, release: str | None = None) -> Record:
        """What a coded record allows to be supposed of its group: answers to its questions are coded alone."""

        def alone(phrase: str) -> tuple[str, ...]:
            note = Document("answer", f"ASSESSMENT\n1. {phrase}.\n")
            case = replace(coding.encounter, documents=(note,), measures=(), drugs=())
            return tuple(a.value for a in self.code(case, release)[0].diagnoses)

        return record_of(coding, alone)

    def has_row(self, release: str, table: str, key: str) -> bool:
        """Whether a row that a proof names stands in a release at hand or in the lexicon."""
        for ours in (lexicon, services_lexicon):
            if release == ours.version():
                return (table, key) in ours.rows()
        for listed in (exempt, globals_, pairs, base_units):
            if listed.has_row(self.shelf.releases(), self.shelf, (release, table, key)):
                return True
        if release == acts.NAME:
            return acts.has_row(table, key)
        if table == "tables" and any(
            p.books.release.name == release and p.books.pcs.table(key) for p in self._pcs.values()
        ):
            return True
        opened = [books for terminology, _ in self._open.values() for books in terminology.opened]
        return any(books.release.name == release and books.has_row(table, key) for books in opened)

    def procedure_books(self, day: date) -> pcs.Proposer:
        """What proposes the procedures of a day; ReleaseError where no release covers it."""
        books = open_pcs(self.shelf, day)
        names = tuple(release.name for release in books.releases)
        if names not in self._pcs:
            self._pcs[names] = pcs.Proposer(books)
        return self._pcs[names]

    def is_procedure(self, code: str) -> bool:
        """Whether a code is one of ICD-10-PCS by the books that were used."""
        return any(p.books.pcs.is_valid(code) for p in self._pcs.values())

    def _procedures(self, coding: Coding, pages: tuple[Page, ...], books: Books) -> Coding:
        """The coding with the procedures of the stay, where its claim carries them."""
        if not reports_procedures(coding.encounter):
            return coding
        try:
            proposer = self.procedure_books(books.day)
        except ReleaseError as error:
            return replace(coding, skipped=(*coding.skipped, Skip(PCS, str(error), "system")))
        return procedures(coding, pages, proposer, map(rules_of, PROCEDURES), books, strict=self.strict)

    def _services(self, coding: Coding, books: Books) -> Coding:
        """The coding with its visit and the services of a claim that carries them, and AMA's notice once."""
        made = services_in(coding, books, rules_of(LINES), rules_of(MODIFIERS))
        if reports_visits(coding.encounter):
            level = _level(made, books)
            if part := integral(level, made):
                made = replace(made, rejected=(*made.rejected, part))
            else:
                made = replace(made, services=(*services_of(level, coding, books), *made.services))
        made = claimed(made, books)
        if not self.cpt:
            kept = tuple(s for s in made.services if s.code.system != "CPT")
            left_out = Skip("CPT", "left out as asked", "system")
            return replace(made, services=kept, skipped=(*made.skipped, left_out))
        if any(s.code.system == "CPT" for s in made.services):
            made = replace(made, notices=(*made.notices, AMA_NOTICE))
        return made

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


def _level(
    coding: Coding,
    books: Books,
    criteria: PointTable | None = None,
    guidelines: Guidelines | None = None,
) -> Level:
    """The level of the visit that a coding tells of."""
    counts = (rule for package in COUNTS for rule in rules_of(package))
    if is_read_by_components(coding, books.day):
        examined = (act for page in coding.reading.pages for act in examined_in(page))
        reading = replace(coding.reading, acts=(*coding.reading.acts, *examined))
        coding = replace(coding, reading=reading)
    return level_of(coding, books, counts, rules_of(BESIDE), criteria, guidelines)


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
    if unread := _unread(books.day):
        found.append(f"{unread} rules run unreviewed: nobody has read the guidelines of {books.day} yet")
    return tuple(found)


@lru_cache(maxsize=64)
def _unread(day: date) -> int:
    """How many rules of diagnoses run on a day whose guidelines nobody has read yet."""
    return sum(rule.unreviewed_on(day) for package in (*PASSES, QUESTIONS) for rule in rules_of(package))


def releases(terminology: Terminology, coding: Coding | None = None) -> dict[str, dict[str, object]]:
    """Which releases an answer rests on, as CONTRACT prints them."""
    books = terminology.books
    held = [opened.release for opened in terminology.opened]
    if coding and is_used(coding.encounter, books):
        held.append(books.release_of(exempt.SYSTEM))
    if coding and coding.procedures:
        held.append(books.release_of(PCS))
    if coding and coding.services:
        held += _cited(coding, books)
    return {
        release.system: {
            "release": release.name,
            "first": str(release.holds.first),
            "last": str(release.holds.last) if release.holds.last else None,
            "covers": books.covers if release is books.release else release.holds.covers(books.day),
            "derived": release.derived,
        }
        for release in held
    }


def _cited(coding: Coding, books: Books) -> Iterator[Release]:
    """The fee schedule and the edits of the day that modifiers rest on."""
    proofs = [m.proof for a in coding.services for m in (*a.modifiers, *a.withheld)]
    proofs += [a.proof for a in coding.services if a.anesthesia]
    names = {leaf.release for proof in proofs for leaf in proof.leaves() if isinstance(leaf, Row)}
    for system in (globals_.SYSTEM, pairs.system_for(coding.encounter), base_units.SYSTEM):
        if names and books.has(system) and books.release_of(system).name in names:
            yield books.release_of(system)


def authorities() -> dict[str, frozenset[Cite]]:
    """Every rule and step that may stand in a proof, with its citations."""
    found: dict[str, set[Cite]] = {m.id: {m.cite} for m in every_method().values()}
    for rule in every_rule():
        found.setdefault(rule.id, set()).add(rule.cite)
    return {ident: frozenset(cites) for ident, cites in found.items()}


def ruled(
    coding: Coding, terminology: Terminology, threshold: float | None = None, *, strict: bool = False
) -> Coding:
    """Run every pass of rules over what was proposed, and abstain from what is less sure than the threshold.

    A code that two rules of equal rank give and take away is abstained from; `strict`: a RuleError.
    """
    books, weight = terminology.books, terminology.index.weight
    least = model().threshold if threshold is None else threshold
    skipped: dict[Skip, None] = {}
    for number, package in enumerate(PASSES):

        def passed(before: Coding, rules: tuple[Rule, ...] = rules_of(package)) -> Coding:
            gave, left_out = run(rules, before, books)
            skipped.update(dict.fromkeys(left_out))
            return apply(gave, before, books, abstain=not strict)

        coding = settled(coding, passed, least, weight) if package is RULES.settle else passed(coding)
        if number == 0:
            coding = merge(coding)
    given = {a.value for a in coding.assignments}
    aside = tuple(a for a in coding.abstained if a.what is None or a.what.value not in given)
    coding = replace(weighed(coding, weight), rejected=_once(coding), abstained=aside, threshold=least)
    return replace(coding, skipped=(*coding.skipped, *skipped))


def _once(coding: Coding) -> tuple[Rejected, ...]:
    """What was rejected, each code once for each reason, without what is given after all."""
    given = {a.value for a in coding.assignments}
    rejected: dict[tuple[str, Why], Rejected] = {}
    for r in coding.rejected:
        if r.code.value not in given:
            rejected.setdefault((r.code.value, r.why), r)
    return tuple(rejected.values())
