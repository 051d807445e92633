"""Coronary artery disease with angina."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.b", URL),
)
def coronary_disease_with_angina(coding: Coding, books: Books) -> Iterator[Give]:
    """Angina beside atherosclerotic heart disease is presumed to come from it: one code."""
    for given in combined(coding, books, "coronary_disease_with_angina"):
        kind = _graft(given)
        yield replace(given, value=f"I25.7{kind}{given.value[6:]}") if kind else given


def _graft(given: Give) -> str | None:
    """The character of the graft that the record names: a vein, or an artery, of the patient's own."""
    grafts = (a for a in given.because if isinstance(a, Assignment) and a.value == "I25.810")
    return next((kind for a in grafts for words, kind in _GRAFTS if says(a, words)), None)


_GRAFTS = (
    (Pattern(r"\b(?:veins?|venous|saphenous|svgs?)\b", re.IGNORECASE), "1"),
    (Pattern(r"\b(?:[lr]ima|mammary|thoracic artery|radial(?: artery)?)\b", re.IGNORECASE), "2"),
)
