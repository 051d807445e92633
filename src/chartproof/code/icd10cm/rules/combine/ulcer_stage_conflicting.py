"""One ulcer, two stages, two writers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.ulcers import one_ulcer, rank
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.record import Author
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.combine.ulcer_stage_conflicting"
ASKS = "The record names two stages or depths of one ulcer. Please document which it has, or that it changed."
CHOICES = (
    "as the provider documents",
    "as the other clinician documents",
    "changed in the stay",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def ulcer_stage_conflicting(coding: Coding, books: Books) -> Iterator[Ask | Reject]:
    """Ask for the stage or depth of an ulcer where the provider documents one and another clinician another; the provider's stands."""
    authors = {d.id: d.author for d in coding.encounter.documents}
    for same in one_ulcer(coding, books, "L89", "L97", "L98.4"):
        ranked = [a for a in same if rank(a) is not None]
        for one, other in combinations(ranked, 2):
            by = {a.value: {authors[m.document] for m in a.mentions} for a in (one, other)}
            theirs = [a for a in (one, other) if by[a.value] == {Author.CLINICIAN}]
            if len(theirs) == 1 and {Author.PROVIDER} in by.values():
                yield Reject(theirs[0], Why.UNSUPPORTED)
                shows = (*one.proof.words(), *other.proof.words())
                yield Ask(Query(RULE, Doubt.CONFLICTING, ASKS, CHOICES, shows))
