"""Diabetes of a pregnancy that is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import weeks_of
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The pregnancy is another, or over; what came of it is told as gone.
_OVER = Pattern(
    r"\bpregnancy (?:had|was complicated|complicated by|c/b)(?!\w)|\b(?:19|20)\d\d\b|\bresolved\b|\bnormal (?:since|after)|\bgone\b"
    r"|\b(?:with|in|during) (?:her |the |that )?(?:first|second|third|last|previous|prior|earlier|past|1st|2nd|3rd|both) (?:\w+ )?pregnanc|"
    r"\bwith (?:her )?(?:first|second|last|older|\w+ (?:son|daughter))\b",
    re.IGNORECASE,
)
HISTORY = "Z86.32"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.4, I.C.15.i", URL),
)
def gestational_diabetes_over(coding: Coding, _: Books) -> Iterator[Give]:
    """Gestational diabetes of a pregnancy that is over, and not treated now, is a history of it."""
    if coding.encounter.codes_uncertain or (weeks_of(coding) is not None and not coding.having("Z39")):
        return
    gone = coding.having("O24.4")
    headed = any(m.standing is Standing.PROBLEM for a in gone for m in a.mentions)
    if gone and not headed and any(says(a, _OVER) for a in gone):
        yield Give(HISTORY, gone[:1], gone, Needed.ALSO, Why.HISTORY)
