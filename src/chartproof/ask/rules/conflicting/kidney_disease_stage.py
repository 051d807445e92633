"""Two stages of kidney disease."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
    cite=Cite(GUIDELINES, "I.A.19", URL),
)
def kidney_disease_stage(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask which stage of chronic kidney disease holds where the record names two."""
    stages = {a.value: a for a in coding.having(*template("kidney_disease_stage").codes)}
    if len(stages) < 2:
        return
    shows = tuple(e for a in stages.values() for e in a.proof.words()[:2])
    titles = tuple((a.title or value).rpartition(",")[2].strip() for value, a in stages.items())
    yield question(__name__, "stages_conflict", coding, shows, choices=titles, condition="kidney disease")
