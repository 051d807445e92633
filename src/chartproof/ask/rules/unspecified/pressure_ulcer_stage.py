"""A pressure ulcer without its stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.1", URL),
)
def pressure_ulcer_stage(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the stage of a pressure ulcer where the record does not name it."""
    for ulcer in coding.having("L89"):
        if (ulcer.title or "").lower().endswith("unspecified stage") or ulcer.value == "L89.90":
            yield question(__name__, "pressure_ulcer_stage", coding, ulcer.proof.words())
