"""What COVID-19 left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

_LEFT = Pattern(
    rf"\b(?:sequelae? of|late (?:effects?|results?) of|left by|{FROM}|after|following|since|post|related to)\b[^.;\n]{{0,30}}?\b(?:covid|sars-cov-2|coronavirus)",
    re.IGNORECASE,
)
#: What stands right before a condition that it left, or behind one.
_NAMED = Pattern(r"\bpost[- ](?:acute )?covid(?:-19)?[- ](?:\w+ ){0,2}$", re.IGNORECASE)
_LATE = Pattern(
    r"^[^.;\n]{0,20}\b(?:late effect|sequela|long-term effect|lasting (?:effect|consequence))s? of [^.;\n]{0,20}\b(?:covid|sars-cov-2)",
    re.IGNORECASE,
)
#: Encounters and exposures: no condition that COVID-19 left.
NO_CONDITION = ("U", "V", "W", "X", "Y", "Z", "J12.82")


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.m, I.C.1.g.1.l", URL),
)
def post_covid_condition(coding: Coding, _: Books) -> Iterator[Give]:
    """A condition that developed after COVID-19 which is over is coded, and the condition after COVID-19 behind it."""
    past = {
        e
        for r in coding.rejected
        if r.code.value == "U07.1" and r.why is Why.HISTORY
        for e in r.proof.words()
    }
    if coding.having("U09"):
        return
    lines = {m.line for m in coding.reading.mentions if not past.isdisjoint(m.evidence)}
    for condition in coding.assignments:
        if condition.value.startswith(NO_CONDITION):
            continue
        if any(_is_left(m, lines) for m in condition.mentions):
            yield Give("U09.9", because=(condition,), needed=Needed.OBLIGED)
            return


def _is_left(mention: Mention, past: set[Evidence]) -> bool:
    """Whether a condition is told as what COVID-19 left: by its name, or in a line that tells the infection as over."""
    if not is_certain(mention):
        return False
    if _NAMED.search(ahead(mention)) or _LATE.search(behind(mention)):
        return True
    return mention.line in past and _LEFT.search(mention.line.words) is not None
