"""Hurt by the treatment itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

RULE = "icd10cm.settle.injury_by_care"
DURING = Pattern(
    rf"\b(?:iatrogenic|intra-?op(?:erative(?:ly)?)?|(?:during|{FROM}|as a result of|complicating) (?:the |his |her |a )?"
    r"(?:surgery|procedure|operation|intubation|catheterization|\w+(?:scopy|ectomy|otomy|plasty)))\b",
    re.IGNORECASE,
)
#: The way in of a catheter is no wound.
ACCESS = Pattern(
    r"\b(?:groin|femoral|radial|brachial|arterial|venous|access|catheter) puncture\b(?! wound)|\bpuncture sites?\b",
    re.IGNORECASE,
)
ASKS = "Please document whether this injury came of the procedure, and if so, whether it is a complication of it."
CHOICES = (
    "complication of the procedure",
    "expected part of the procedure",
    "unrelated",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.b.3", URL),
)
def injury_by_care(coding: Coding, _: Books) -> Iterator[Reject | Ask]:
    """An injury that a procedure caused is no injury code but a complication; ask whether the provider calls it one."""
    for injury in coding.having("S", "T14"):
        reached = said(coding, injury, ACCESS)
        if reached is not None and "uncture" in (injury.title or ""):
            yield Reject(injury, Why.EXCLUDED, (reached,))
            continue
        how = said(coding, injury, DURING)
        if how is not None:
            yield Reject(injury, Why.EXCLUDED, (how,))
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, (*injury.proof.words(), how)))
