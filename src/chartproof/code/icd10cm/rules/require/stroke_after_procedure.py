"""A stroke after a procedure, and no word of a cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.stroke_of_procedure import only_followed
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.stroke_after_procedure"
ASKS = "Please document whether the procedure caused the stroke."
CHOICES = ("caused by the procedure", "not caused by the procedure", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.c", URL),
)
def stroke_after_procedure(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether a procedure caused the stroke that the record only says came after it."""
    for stroke in coding.having("I60", "I61", "I62", "I63"):
        if only_followed(stroke):
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, stroke.proof.words()))
            return
