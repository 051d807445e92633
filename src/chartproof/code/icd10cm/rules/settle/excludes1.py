"""Two codes that an Excludes1 note keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.excluded import Excluded, excluded_pairs
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Row, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.12.a", URL),
)
def excludes1(coding: Coding, books: Books) -> Iterator[Reject | Ask]:
    """An Excludes1 note keeps two codes apart unless the conditions are unrelated: the less definite one goes, or it is asked."""
    for pair in excluded_pairs(coding, books.tabular):
        note = Row(books.name, "notes", pair.row)
        if pair.goes is not None:
            yield Reject(pair.goes, Why.EXCLUDED, (pair.stays, note))
        else:
            yield Ask(_question(pair))


def _question(pair: Excluded) -> Query:
    words = [" ".join(a.proof.words()[0].words.split()) for a in (pair.stays, pair.other)]
    return Query(
        rule="icd10cm.settle.excludes1",
        why=Doubt.RELATION,
        asks=f"The record names “{words[0]}” and “{words[1]}”. Are these one condition or two?",
        choices=("one condition", "two unrelated conditions", "other", "unable to determine"),
        shows=(pair.stays.proof.words()[0], pair.other.proof.words()[0]),
    )
