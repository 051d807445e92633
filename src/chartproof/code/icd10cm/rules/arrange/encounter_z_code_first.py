"""Screening, follow-up, aftercare as the reason for a visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of, leader
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Lead
from chartproof.rules.core import rule

#: Screening, follow-up, contraception, procreation, aftercare, care of openings and devices, dialysis.
ENCOUNTERS = (
    *("Z08", "Z09", "Z11", "Z12", "Z13", "Z30", "Z31", "Z32", "Z36", "Z43", "Z44", "Z45", "Z46"),
    *("Z47", "Z48", "Z49", "Z51.8"),
)
#: A device is checked at a visit for the disease too.
BESIDE = ("Z45", "Z46")
#: Follow-up after a malignancy is what a visit is for, whatever else was refilled.
SURVEILLANCE = "Z08"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.5, I.C.21.c.7, I.C.21.c.8", URL),
)
def encounter_z_code_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """Screening, follow-up, aftercare, fitting and contraception stand first where the encounter is for them."""
    reasons = [
        a
        for a in coding.having(*ENCOUNTERS)
        if a.needed is Needed.ADDRESSED or (_is_reason(a) and not a.value.startswith(BESIDE))
    ]
    first = first_of(reasons, coding)
    if first is None:
        return
    if _is_reason(first) or first.value == SURVEILLANCE or first is leader(coding):
        yield Lead(first, rank=Rank.ENCOUNTER)


def _is_reason(assignment: Assignment) -> bool:
    return any(m.standing is Standing.REASON for m in assignment.mentions)
