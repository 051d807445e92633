"""One side here, the other side there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import in_different_documents, is_mirrored, is_right
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Rejected, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.combine.side_conflicting"
CHOICES = ("right", "left", "both", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def side_conflicting(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the side where one document of the record names the right and another the left."""
    for right in coding.assignments:
        if not is_right(right.title):
            continue
        for left in coding.assignments:
            if is_mirrored(right.title, left.title) and in_different_documents(right, left):
                yield _question(right, left)
        for gone in coding.rejected:
            if gone.why is Why.UNSUPPORTED and is_mirrored(right.title, gone.title):
                yield _question(right, gone)


def _question(one: Assignment, other: Assignment | Rejected) -> Ask:
    shows = (*one.proof.words(), *other.proof.words())
    words = " ".join(shows[0].words.split())
    return Ask(Query(RULE, Doubt.CONFLICTING, f"Please document the side of “{words}”.", CHOICES, shows))
