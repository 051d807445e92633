"""A visit after COVID-19 has resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

_FOLLOW_UP = Pattern(r"\bfollow[- ]?up\b", re.IGNORECASE)
_GONE = Pattern(r"\bresolved\b|\bnegative\b|\bno residual\b|\brecovered\b|\bfully recovered\b", re.IGNORECASE)


@rule(
    holds=Period(date(2021, 1, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.j", URL),
)
def follow_up_after_covid(coding: Coding, _: Books) -> Iterator[Give]:
    """A visit to follow up COVID-19 that left nothing is an examination after completed treatment, with the history."""
    past = {
        e
        for r in coding.rejected
        if r.code.value == "U07.1" and r.why is Why.HISTORY
        for e in r.proof.words()
    }
    if not past or coding.having("U09", "U07", "Z09"):
        return
    for mention in coding.reading.mentions:
        taken = is_taken_up(mention) or mention.standing is Standing.REASON
        over = taken and not past.isdisjoint(mention.evidence) and _FOLLOW_UP.search(mention.line.words)
        if over and said(coding, _GONE) is not None:
            yield Give("Z09", because=mention.evidence, needed=Needed.ADDRESSED)
            return
