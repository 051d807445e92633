"""A pressure ulcer without its stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.pressure_ulcer_stage"
ASKS = "Please document the stage of the pressure ulcer."
CHOICES = (
    "stage 1",
    "stage 2",
    "stage 3",
    "stage 4",
    "unstageable",
    "deep tissue injury",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.1", URL),
)
def pressure_ulcer_stage(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the stage of a pressure ulcer where the record does not name it."""
    for ulcer in coding.having("L89"):
        if (ulcer.title or "").lower().endswith("unspecified stage") or ulcer.value == "L89.90":
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, ulcer.proof.words()))
