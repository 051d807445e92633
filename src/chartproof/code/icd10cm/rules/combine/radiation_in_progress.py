"""A visit in a course of radiation therapy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What the weekly visit of the course is called, and how much of it is given: "Fx 24/35", "fraction 12 of 30".
_VISIT = Pattern(
    r"\b(?:on[- ]treatment (?:visit|check|management)|OTV|weekly (?:treatment|status) (?:visit|check)|under[- ]treatment (?:visit|check))\b",
    re.IGNORECASE,
)
_FRACTION = Pattern(
    r"\b(?:fx|fxs|fractions?|fr)\b:? ?#?(?P<given>\d{1,2}) ?(?:/|of) ?(?P<all>\d{1,2})\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.e.2", URL),
)
def radiation_in_progress(coding: Coding, _: Books) -> Iterator[Give]:
    """A visit in the course of radiation therapy of a malignancy is an encounter for that treatment."""
    neoplasm = next(iter(coding.having("C")), None)
    if neoplasm is None or coding.encounter.is_stay or coding.having("Z51.0"):
        return
    visit, fraction = next(said(coding, _VISIT), None), next(said(coding, _FRACTION), None)
    if visit is None or fraction is None:
        return
    told = _FRACTION.search(fraction.words)
    if told and int(told["given"]) <= int(told["all"]):
        yield Give("Z51.0", (visit, fraction, neoplasm), needed=Needed.ADDRESSED)
