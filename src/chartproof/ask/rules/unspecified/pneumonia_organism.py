"""Pneumonia whose treatment says more than its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import given, is_named, on_a_ward, signs, some, treated
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Drugs for organisms that usual pneumonia is not treated for.
WIDE = (
    "vancomycin",
    "piperacillin-tazobactam",
    "cefepime",
    "meropenem",
    "linezolid",
    "ceftazidime",
    "tobramycin",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.18", URL),
)
def pneumonia_organism(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the organism or cause of pneumonia where it is treated more widely, or swallowing is in doubt."""
    lung = tuple(treated(coding, "J18.9"))
    if not lung or not on_a_ward(coding) or is_named(coding, template("pneumonia").codes):
        return
    wide = given(coding, *WIDE)
    doubtful = signs(coding, "swallowing trouble")
    grown = signs(coding, "organism grown")
    if wide or doubtful or grown:
        choices: tuple[str, ...] = ("bacterial pneumonia, organism confirmed or probable (please name it)",)
        choices += ("aspiration pneumonia",) if doubtful else ()
        choices += ("pneumonia, organism not determined",)
        shows = some(lung, wide, doubtful, grown)
        yield question(__name__, "pneumonia", coding, shows, choices=choices)
