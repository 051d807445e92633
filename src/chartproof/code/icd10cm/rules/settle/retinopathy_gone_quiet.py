"""Proliferative retinopathy that is at rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.under import told_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Proliferative retinopathy of diabetes without macular edema, of which no more is said.
_PLAIN = Pattern(r"E(?:08|09|10|11|13)\.359[1239]")
_QUIET = Pattern(r"\b(?:stable|regressed|quiescent|inactive|involuted|fully treated)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "E11.355-"),
)
def retinopathy_gone_quiet(coding: Coding, books: Books) -> Iterator[Give]:
    """Proliferative diabetic retinopathy that its problem calls stable or regressed is stable proliferative retinopathy."""
    for active in coding.assignments:
        if not _PLAIN.fullmatch(active.value):
            continue
        told = next((t for m in active.mentions if (t := told_below(coding, m, _QUIET))), None)
        value = f"{active.value[:6]}5{active.value[7:]}"
        if told is not None and books.tabular.billable(value):
            yield Give(value, (active, told), (active,))
