"""Sepsis after a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import (
    stage_of,
)
from chartproof.code.icd10cm.together import joined_by_cause, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

RULE = "icd10cm.combine.postprocedural_sepsis"
ASKS = "The record names sepsis and an infection after a procedure. Please document whether the one is due to the other."
CHOICES = ("sepsis due to the infection after the procedure", "unrelated", "other", "unable to determine")
SITES = ("T81.40", "T81.41", "T81.42", "T81.43", "T81.49")
_LAID = Pattern(
    r"\bpost[- ]?(?:procedural|operative|op|surgical) sep(?:sis|tic)\b|"
    rf"\bsep(?:sis|tic shock)\b[^.\n]{{0,30}}?\b(?:following|after|{FROM})\b[^.\n]{{0,40}}?"
    r"\b(?:surg\w+|procedur\w+|post[- ]?op\w*|incision\w*|\w+ectomy|\w+plasty|operati\w+)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.5.a, I.C.1.d.5.b, I.C.1.d.5.c", URL),
)
def postprocedural_sepsis(coding: Coding, _: Books) -> Iterator[Ask | Give]:
    """Sepsis that the provider lays to a procedure takes the code of sepsis after a procedure besides; without the link it is asked."""
    sepsis = coding.having("A40", "A41")
    sites = coding.having(*SITES)
    shock = coding.having("T81.12")
    if coding.having("T81.44", "O86", "O85") or stage_of(coding) is not None:
        return
    laid = [s for s in sepsis if says(s, _LAID) or any(joined_by_cause(s, w) for w in sites)]
    if laid or shock:
        yield Give("T81.44XA", because=((laid or list(shock))[0],))
    elif sepsis and sites and sepsis[0].needed is Needed.ADDRESSED:
        shows = (sepsis[0].proof.words()[0], sites[0].proof.words()[0])
        yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, shows))
