"""One side here, the other side there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import in_different_documents, is_mirrored, is_sided
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
    sided = [a for a in coding.assignments if is_sided(a.title)]
    gone = [r for r in coding.rejected if r.why is Why.UNSUPPORTED and is_sided(r.title)]
    for one in sided:
        for other in sided:
            if is_mirrored(one.title, other.title) and in_different_documents(one, other):
                yield _question(one, other)
        for left_out in gone:
            if is_mirrored(one.title, left_out.title) or is_mirrored(left_out.title, one.title):
                yield _question(one, left_out)


def _question(one: Assignment, other: Assignment | Rejected) -> Ask:
    shows = (*one.proof.words(), *other.proof.words())
    words = " ".join(shows[0].words.split())
    return Ask(Query(RULE, Doubt.CONFLICTING, f"Please document the side of “{words}”.", CHOICES, shows))
