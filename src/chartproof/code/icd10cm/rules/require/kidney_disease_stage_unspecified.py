"""Chronic kidney disease without its stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.kidney_disease_stage_unspecified"
#: Codes that name a stage.
STAGED = ("N18.1", "N18.2", "N18.3", "N18.4", "N18.5", "N18.6")
ASKS = "Please document the stage of the chronic kidney disease, if known."
CHOICES = (
    "stage 1",
    "stage 2",
    "stage 3a",
    "stage 3b",
    "stage 4",
    "stage 5",
    "end stage",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.14.a.1", URL),
)
def kidney_disease_stage_unspecified(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the stage of chronic kidney disease where the record treats it without naming one."""
    if coding.having(*STAGED):
        return
    measured = tuple(m.evidence for m in coding.reading.measures if m.name == "egfr" and m.evidence)
    for kidney in coding.having("N18.9"):
        if kidney.needed is Needed.ADDRESSED:
            shows = (*kidney.proof.words(), *measured[:2])
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, shows))
