"""Toxic encephalopathy beside the poisoning by a drug."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Drugs, by their block, and the intents of a poisoning.
_POISONING = Pattern(r"T(?:3[6-9]|4\d|50)\..{2}[1-4]A")


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Encephalopathy, due to, drugs"),
)
def toxic_encephalopathy_of_poisoning(coding: Coding, _: Books) -> Iterator[Give]:
    """Toxic encephalopathy of which no more is told, in a poisoning by a drug, is that due to drugs."""
    drug = next((a for a in coding.having("T3", "T4", "T50") if _POISONING.fullmatch(a.value)), None)
    if drug is None:
        return
    for toxic in coding.having("G92.9"):
        because: tuple[Assignment | Evidence, ...] = (toxic, *drug.proof.words()[:1])
        yield Give("G92.8", because=because, instead_of=(toxic,), instead_why=Why.LESS_SPECIFIC)
