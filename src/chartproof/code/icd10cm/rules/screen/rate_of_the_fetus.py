"""A heart rate that is the fetus's, on the record of the mother."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What a monitor of the fetus shows, before the rate in its sentence: "for nonreassuring fetal heart tracing (bradycardia)".
_FETAL = Pattern(
    r"\b(?:f(?:o?e)tal|fhrs?|fhts?|nrfht|toco\w*|baby'?s? heart)\b(?:(?!\b(?:maternal|mother|mom|patient|pt|she|her)\b)[^.;\n]){0,60}$",
    re.IGNORECASE,
)
_FAR = 80


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.e.1", URL),
)
def rate_of_the_fetus(coding: Coding, _: Books) -> Iterator[Reject]:
    """A slow or fast heart that a tracing shows in the fetus is not the mother's."""
    for rate in coding.having("R00.0", "R00.1"):
        if rate.mentions and all(_is_fetal(m) for m in rate.mentions):
            yield Reject(rate, Why.OTHER_PERSON)


def _is_fetal(mention: Mention) -> bool:
    at = mention.evidence[0].start - mention.line.start
    return _FETAL.search(mention.line.words[max(0, at - _FAR) : at]) is not None
