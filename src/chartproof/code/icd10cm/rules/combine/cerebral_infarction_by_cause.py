"""What stopped the artery of a cerebral infarction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

TABULAR = "ICD-10-CM Tabular List"
#: Words of the cause, and its digit among the precerebral and among the cerebral arteries.
_CAUSES = (
    (Pattern(r"\b(?:cardio-?|thrombo-?|athero-?)?embol(?:ic|ism|us|i)\b", re.IGNORECASE), "1", "4"),
    (Pattern(r"\bthromb(?:otic|osis|us)\b", re.IGNORECASE), "0", "3"),
)
#: Embolism and thrombosis of an artery that the same words were read as.
VAGUE = ("I74.9", "I82.90", "I82.91")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(TABULAR, "I63.0, I63.1, I63.2, I63.3, I63.4, I63.5", URL),
)
def cerebral_infarction_by_cause(coding: Coding, books: Books) -> Iterator[Give]:
    """An infarction of a named artery that the record calls embolic or thrombotic is coded by that cause."""
    for infarction in coding.having("I63.2", "I63.5"):
        for words, precerebral, cerebral in _CAUSES:
            if not says(infarction, words):
                continue
            digit = precerebral if infarction.value[4] == "2" else cerebral
            value = f"I63.{digit}{infarction.value[5:]}"
            if books.tabular.billable(value):
                vague = tuple(a for a in coding.having(*VAGUE) if in_one_line(a, infarction))
                yield Give(value, because=(infarction,), instead_of=(infarction, *vague))
            break
