"""Chronic kidney disease without its stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import is_named, some, treated, values
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.14.a.1", URL),
)
def kidney_disease_stage(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the stage of chronic kidney disease where the record treats it without naming one."""
    if is_named(coding, template("kidney_disease_stage").codes):
        return
    kidney = tuple(treated(coding, "N18.9"))
    if kidney:
        shows = some(kidney, (m.evidence for m in values(coding, "egfr") if m.evidence))
        yield question(__name__, "kidney_disease_stage", coding, shows)
