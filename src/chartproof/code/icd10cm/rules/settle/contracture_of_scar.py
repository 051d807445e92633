"""A contracture of the skin is none of the joint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

SCAR = ("L90.5", "L91.0")
CONTRACTURES = ("M24.5", "M62.4")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def contracture_of_scar(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where the contracture that the record names is one of a scar, no contracture of the joint or muscle beneath is coded from the same words."""
    for scar in coding.having(*SCAR):
        for other in coding.having(*CONTRACTURES):
            if _of_the_same_words(other, scar):
                yield Reject(other, Why.UNSUPPORTED, (scar,))


def _of_the_same_words(other: Assignment, scar: Assignment) -> bool:
    """Whether each mention of the one shares words with a mention of the other."""
    told = [e for m in scar.mentions for e in m.evidence]
    return bool(other.mentions) and all(
        any(
            e.document == t.document and e.start < t.end and t.start < e.end for e in m.evidence for t in told
        )
        for m in other.mentions
    )
