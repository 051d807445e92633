"""Use of a substance, and nothing that comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import stage_of
from chartproof.code.icd10cm.together import in_one_line, joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

USE = ("F10.90", "F11.90", "F12.90", "F13.90", "F14.90", "F15.90", "F16.90", "F18.90", "F19.90")


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.b.3", URL),
)
def substance_use_without_disorder(coding: Coding, _: Books) -> Iterator[Reject]:
    """Use of a substance is coded only where the provider ties a disorder or a medical condition to it, or in pregnancy."""
    if coding.having("O99.31", "O99.32") or stage_of(coding) is not None:
        return  # in pregnancy any use is coded (I.C.15.l.1, I.C.15.l.3)
    for use in coding.having(*USE):
        if not any(_tied(use, other) for other in coding.assignments if other is not use):
            yield Reject(use, Why.UNSUPPORTED)


def _tied(use: Assignment, other: Assignment) -> bool:
    """Joined by words of cause, or named after the substance in one line with it."""
    if other.value[0] in "VWXYZ":
        return False
    induced = "induced" in (other.title or "") or "cannabis" in (other.title or "").lower()
    return joined_by_cause(use, other) or (induced and in_one_line(use, other))
