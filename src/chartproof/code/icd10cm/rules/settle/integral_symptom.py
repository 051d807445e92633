"""Symptoms that belong to a diagnosis that is coded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.integral import integral_to, may_be_integral
from chartproof.code.icd10cm.laid import told_of_another
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5", URL),
)
def integral_symptom(coding: Coding, books: Books) -> Iterator[Reject]:
    """Signs and symptoms routinely part of a diagnosis that is coded are not coded besides it, unless a note asks for them."""
    for symptom in coding.assignments:
        if not may_be_integral(symptom.value):
            continue
        for diagnosis in coding.assignments:
            if diagnosis is symptom or _taken_up_alone(symptom, diagnosis):
                continue
            if not integral_to(symptom.value, diagnosis.value) or _asked_for(symptom, diagnosis, books):
                continue
            if not told_of_another(symptom, diagnosis, coding):
                yield Reject(symptom, Why.INTEGRAL, (diagnosis,))
                break


def _taken_up_alone(symptom: Assignment, diagnosis: Assignment) -> bool:
    """The provider assessed the symptom, and the diagnosis is only told elsewhere."""
    return symptom.needed is Needed.ADDRESSED and diagnosis.needed is not Needed.ADDRESSED


def _asked_for(symptom: Assignment, diagnosis: Assignment, books: Books) -> bool:
    """A "use additional code" note of the diagnosis names the symptom."""
    notes = blocks(diagnosis.value, books.tabular, "use_additional")
    return any(answers(symptom.value, block.targets) for block in notes)
