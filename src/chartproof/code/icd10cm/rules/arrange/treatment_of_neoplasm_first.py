"""Chemotherapy, immunotherapy, radiotherapy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Lead
from chartproof.rules.core import rule

#: A neoplasm taken out in the stay, and reasons that stand before the treatment given besides.
_REMOVED = Pattern(
    r"\bunderwent [^.\n]{0,50}?(?:ectomy|resection|excision|debulking)\b"
    r"|\b(?:ectomy|resection) (?:was )?performed\b",
    re.IGNORECASE,
)
_EXTENT = Pattern(
    r"\b(?:to )?(?:determine|evaluate|establish) (?:the )?extent\b|\bstaging of\b|"
    r"\b(?:admitted|presents?|here) for (?:an? )?(?:\w+ )?(?:paracentesis|thoracentesis|staging)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.e.1, I.C.2.e.2, I.C.2.e.3, I.C.2.f", URL),
)
def treatment_of_neoplasm_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """An encounter for chemotherapy, immunotherapy or radiotherapy stands first, unless the stay is to remove the neoplasm or to find its extent."""
    first = first_of((a for a in coding.having("Z51.0", "Z51.1") if _is_now(a, coding)), coding)
    if first is None:
        return
    chief = said(coding, _EXTENT) or (said(coding, _REMOVED) if coding.encounter.codes_uncertain else None)
    neoplasm = first_of((a for a in coding.having("C") if a.needed is Needed.ADDRESSED), coding)
    yield Lead(neoplasm if chief and neoplasm else first, rank=Rank.TREATMENT)


def _is_now(assignment: Assignment, coding: Coding) -> bool:
    """Whether the encounter is for it; a cycle that the record of a stay names besides was before."""
    told = all(m.standing in {Standing.TOLD, Standing.LISTED} for m in assignment.mentions)
    return assignment.needed is Needed.ADDRESSED or not (told or coding.encounter.is_stay)
