"""Sepsis with organ dysfunction that the record lays to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Acute organ dysfunctions that the Tabular List names at R65.2-.
ORGANS = ("D65", "G72.81", "G93.40", "G93.41", "I95.9", "J96.0", "J96.2", "K72.0", "N17")
_SEPTIC = re.compile(r"\bseptic (?:enceph|shock)|\bsepsis[- ](?:induced|related|associated)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.b", URL),
)
def severe_sepsis(coding: Coding, _: Books) -> Iterator[Give]:
    """Sepsis with an acute organ dysfunction laid to it is severe sepsis, coded besides."""
    sepsis = coding.having("A40", "A41", "A42.7", "A54.86", "B37.7", "A02.1", "A22.7", "A26.7", "A32.7")
    if not sepsis or coding.having("R65.2"):
        return
    failing = [
        o for o in coding.having(*ORGANS) if any(joined_by_cause(o, s) for s in sepsis) or says(o, _SEPTIC)
    ]
    if failing:
        yield Give("R65.20", because=(sepsis[0], *failing))
