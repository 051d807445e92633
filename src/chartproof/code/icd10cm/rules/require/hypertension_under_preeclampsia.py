"""The hypertension on which a pre-eclampsia is superimposed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.obstetric import code_below, stage_of
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Hypertension without known cause, as the Alphabetic Index has it: essential, chronic, benign.
_ESSENTIAL = Pattern(
    r"\b(?:essential|chronic|benign|primary) (?:hypertension|htn)\b|\bchtn\b|\bchronic hypertensive\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O11, use additional code"),
)
def hypertension_under_preeclampsia(coding: Coding, books: Books) -> Iterator[Give]:
    """Beside pre-eclampsia superimposed on hypertension, the kind of the hypertension is coded where the record names it."""
    stage = stage_of(coding)
    named = said(coding, _ESSENTIAL)
    if stage is None or named is None or coding.having("O10"):
        return
    found = code_below("O10.0", stage, books.tabular)
    for superimposed in coding.having("O11"):
        if found is not None:
            yield Give(found.code, because=(superimposed, named), needed=superimposed.needed)
