"""Delirium of a patient who has dementia."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.delirium import KNOWN, OPEN, named
from chartproof.code.icd10cm.dementia import CATEGORIES
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "F05"),
)
def delirium_on_dementia(coding: Coding, _: Books) -> Iterator[Give]:
    """Delirium told together with dementia is superimposed on it: due to a known physiological condition, beside the dementia."""
    for delirium in coding.having(OPEN):
        for dementia in coding.having(*CATEGORIES) if named(delirium) else ():
            if in_one_line(delirium, dementia) or in_one_problem(delirium, dementia):
                yield Give(KNOWN, because=(delirium, dementia), instead_of=(delirium,))
                break
