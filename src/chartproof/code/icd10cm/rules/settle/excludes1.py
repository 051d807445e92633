"""Two codes that an Excludes1 note keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.excluding import note_excluding, says_more
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import kept_apart
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Row, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.settle.excludes1"
ASKS = "Please document whether these two conditions are the same, or both present and unrelated."
_NEED = {Needed.ALSO: 0, Needed.OBLIGED: 1, Needed.ADDRESSED: 2}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.12.a", URL),
)
def excludes1(coding: Coding, books: Books) -> Iterator[Ask | Reject]:
    """Two codes that an Excludes1 note keeps apart are not given together; the one that says less, or is needed less, goes."""
    seen: set[frozenset[str]] = set()
    for at in coding.assignments:
        for named in coding.assignments:
            pair = frozenset((at.value, named.value))
            if at is named or pair in seen or not (note := note_excluding(at, named, books.tabular)):
                continue
            seen.add(pair)
            if kept_apart(at, named):
                continue
            goes, stays = _weigh(at, named)
            both = at.needed is Needed.ADDRESSED and named.needed is Needed.ADDRESSED
            if both and _weight(at)[0] == _weight(named)[0]:
                yield Ask(_query(at, named))
            else:
                row = Row(books.name, "notes", f"{note.node}/{note.block}.{note.number}")
                yield Reject(goes, Why.EXCLUDED, (stays, row))


def _weight(assignment: Assignment) -> tuple[int, int]:
    return says_more(assignment), _NEED[assignment.needed]


def _weigh(at: Assignment, named: Assignment) -> tuple[Assignment, Assignment]:
    """Which goes and which stays; of two alike, the one at which the note stands goes."""
    return (at, named) if _weight(at) <= _weight(named) else (named, at)


def _query(at: Assignment, named: Assignment) -> Query:
    only = tuple(f"only: {a.title}" for a in (at, named))
    choices = (*only, "both, unrelated to each other", "other", "unable to determine")
    shows = tuple(dict.fromkeys((*at.proof.words(), *named.proof.words())))
    return Query(RULE, Doubt.CONFLICTING, ASKS, choices, shows)
