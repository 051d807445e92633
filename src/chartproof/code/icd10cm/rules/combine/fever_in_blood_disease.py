"""Fever with sickle cell disease or neutropenia."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import kept_apart
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks

VALUE = "R50.81"
BLOOD = ("D57", "D70")
#: Infections of a site, to which a fever belongs.
INFECTIONS = (
    "A",
    "B0",
    "B1",
    "B2",
    "J0",
    "J1",
    "J2",
    "L03",
    "N10",
    "N30",
    "N39.0",
    "K35",
    "T80.2",
    "T81.4",
    "U07.1",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.7", URL),
)
def fever_in_blood_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """Fever with a disease of the blood whose note asks for the associated fever is fever presenting with a condition classified elsewhere, where no infection accounts for it."""
    if coding.having(*INFECTIONS):
        return
    for fever in coding.having("R50.9"):
        for disease in coding.having(*BLOOD):
            notes = blocks(disease.value, books.tabular, "use_additional")
            if any(answers(VALUE, block.targets) for block in notes) and not kept_apart(fever):
                yield Give(VALUE, because=(disease, fever), instead_of=(fever,))
                break
