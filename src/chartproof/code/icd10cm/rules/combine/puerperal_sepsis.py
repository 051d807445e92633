"""Sepsis after birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import (
    PUERPERIUM,
    stage_of,
)
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Because, Give, Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO

_PROCEDURE = Pattern(
    rf"\b(?:following|after|{DUE_TO}|post)\b.{{0,30}}\b(?:c(?:esarean|aesarean)?[- ]?section|cesarean|obstetric\w* (?:surg|proced)\w*|"
    r"episiotomy)|\b(?:cesarean|c-section|obstetric\w*) (?:surgical )?wound\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.k", URL),
)
def puerperal_sepsis(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Sepsis after birth is puerperal sepsis, or sepsis after an obstetric procedure; its organism stands in a code of B95-B96."""
    sepsis = coding.having("A40", "A41")
    named = coding.having("O85", "O86.04")
    stage = stage_of(coding) if sepsis else None
    if not named and (stage is None or stage.phase != PUERPERIUM):
        return
    for code in sepsis:
        value = "O86.04" if says(code, _PROCEDURE) or coding.having("O86.0") else "O85"
        because: tuple[Because, ...] = (code, *(named[:1] or (stage.words if stage else ())))
        if not named:
            yield Give(value, because=because, instead_of=(code,))
        row = row_for("organisms_of_sepsis", code.value)
        if row is not None and row[1] and books.tabular.billable(row[1]):
            yield Give(row[1], because=because, instead_of=(code,) if named else (), needed=Needed.OBLIGED)
    if coding.having("O86.04"):
        for twice in coding.having("O85"):
            yield Reject(twice, Why.EXCLUDED, named[:1])
