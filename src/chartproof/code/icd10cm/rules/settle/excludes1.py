"""Two codes that an Excludes1 note keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.excluding import (
    is_definite,
    is_left_bare,
    is_of_both,
    kind,
    note_excluding,
    say_the_same,
    settled_elsewhere,
)
from chartproof.code.icd10cm.kinds import kind_told
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause, kept_apart
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Row, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule
from chartproof.terms.note_targets import Naming
from chartproof.terms.sides import may_be_one_place

RULE = "icd10cm.settle.excludes1"
_NEED = {Needed.ALSO: 0, Needed.OBLIGED: 1, Needed.ADDRESSED: 2}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.12.a", URL),
)
def excludes1(coding: Coding, books: Books) -> Iterator[Ask | Reject]:
    """An Excludes1 note keeps two codes apart, unless they are unrelated: the one that says less goes, or it is asked."""
    seen: set[frozenset[str]] = set()
    categories = [(other, other.value[:3]) for other in coding.assignments]
    for at in coding.assignments:
        naming = Naming(at.value, "excludes1", books.tabular)
        for named, category in categories:
            notes = naming.of(category)
            if not notes or at is named or (pair := frozenset((at.value, named.value))) in seen:
                continue
            note = note_excluding(at, named, notes)
            if note is None or kept_apart(at, named) or _normal_pregnancy(at, named):
                continue
            if settled_elsewhere(at, named, books.tabular):
                continue
            if not may_be_one_place(at.title, named.title):
                continue
            seen.add(pair)
            goes, stays = sorted((at, named), key=_weight)
            one = kind(at) == kind(named) and (is_of_both(note, at, named) or is_left_bare(note, at, named))
            if one:
                goes, stays = (at, named) if is_of_both(note, at, named) else (named, at)
            elif kind(at) == kind(named) and joined_by_cause(at, named):
                # What another condition brought is coded to that condition.
                one, goes, stays = True, at, named
            if not one and _may_be_unrelated(goes, stays):
                if kind(goes):
                    yield Ask(_query(goes, stays))
            elif not (kind_told(goes, coding, books) or kind_told(stays, coding, books)):
                row = Row(books.name, "notes", f"{note.node}/{note.block}.{note.number}")
                yield Reject(goes, Why.EXCLUDED, (stays, row))


def _normal_pregnancy(one: Assignment, other: Assignment) -> bool:
    """Whether a normal pregnancy stands against a complication: a rule of chapter 15 decides (I.C.15.b.1)."""
    return {one.value[0], other.value[0]} == {"O", "Z"} and "Z34" in {one.value[:3], other.value[:3]}


def _weight(assignment: Assignment) -> tuple[int, bool, int, bool]:
    """Symptoms go before diseases, then what is needed less, then what is unspecified."""
    named = assignment.value[0] != "R"
    return kind(assignment), named, _NEED[assignment.needed], is_definite(assignment)


def _may_be_unrelated(goes: Assignment, stays: Assignment) -> bool:
    """Two diseases alike or of two names, both addressed; two findings; a symptom taken up alone."""
    addressed = goes.needed is Needed.ADDRESSED
    if kind(goes) != kind(stays):
        return kind(goes) == 0 and addressed and stays.needed is not Needed.ADDRESSED
    if kind(goes) == 0:
        return stays.value[0] == "R" and not say_the_same(goes, stays)
    if not addressed or stays.needed is not Needed.ADDRESSED:
        return False
    return is_definite(goes) == is_definite(stays) or not say_the_same(goes, stays)


def _query(one: Assignment, other: Assignment) -> Query:
    first, second = one.proof.words()[0], other.proof.words()[0]
    words = [" ".join(e.words.split()) for e in (first, second)]
    asks = f"The record names “{words[0]}” and “{words[1]}”. Are these one condition, or two unrelated ones?"
    choices = ("one condition", "two unrelated conditions", "other", "unable to determine")
    return Query(RULE, Doubt.CONFLICTING, asks, choices, (first, second))
