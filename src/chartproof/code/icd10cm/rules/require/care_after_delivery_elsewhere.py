"""A mother who comes after her child was born outside the hospital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import days_old
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.birth import OUTSIDE
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_OUTSIDE = Pattern(
    r"\b(?:delivered|delivery|gave birth|birth)\b(?: (?:precipitously|unattended|of \w+|\w+ infant|a \w+))?,? "
    rf"(?:{OUTSIDE}|(?:prior to|before) (?:arrival(?! of)|admission)|pta)\b|"
    r"(?<!planned )(?<!attempted )(?<!via )\b(?:unplanned home|precipitous home|home) (?:birth|delivery)\b(?!,? (?:transfer|in (?:19|20)\d\d|(?:19|20)\d\d))|\bBBA\b",
    re.IGNORECASE,
)
_CARE = Pattern(
    r"\b(?:admit(?:ted)?|observ\w+|here|transferred|brought|came)\b[^.;\n]{0,50}\b(?:pp|post-?partum|obs|observation|care)\b|\b(?:routine|pp|post-?partum) (?:care|obs(?:ervation)?)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.o.4", URL),
)
def care_after_delivery_elsewhere(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """A mother admitted for routine care after a delivery outside the hospital, without complications, has the code of that care and no outcome."""
    days = days_old(coding)
    if (
        not coding.encounter.is_stay
        or (coding.encounter.sex or "") == "M"
        or (days is not None and days < 3650)
    ):
        return
    outside, care = said(coding, _OUTSIDE), said(coding, _CARE)
    complicated = [a for a in coding.having("O") if not a.value.startswith(("O09", "O80"))]
    if outside is None or care is None or complicated:
        return
    if not coding.having("Z39.0"):
        yield Give("Z39.0", because=(outside, care), needed=Needed.ADDRESSED)
    yield from (Reject(a, Why.NOT_ON_DATE) for a in coding.having("Z37", "O80", "Z3A"))
