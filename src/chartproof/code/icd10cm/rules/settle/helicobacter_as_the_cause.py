"""Helicobacter pylori that the record names as the cause of a disease."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_PYLORI = Pattern(r"\bpylori\b|\bhelicobacter\b", re.IGNORECASE)
#: Diseases of the stomach and duodenum that it causes.
_CAUSED = ("K25", "K26", "K27", "K28", "K29", "C16", "C88.4", "D69.3", "D50")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.b", URL),
)
def helicobacter_as_the_cause(coding: Coding, _: Books) -> Iterator[Reject]:
    """Helicobacter pylori coded as the cause of an ulcer or gastritis is not coded again as an infection of its own."""
    cause, caused = coding.having("B96.81"), coding.having(*_CAUSED)
    for alone in coding.having("A04.8") if cause and caused else ():
        words = [" ".join(e.words for e in m.evidence) for m in alone.mentions]
        if words and all(_PYLORI.search(said) for said in words):
            yield Reject(alone, Why.LESS_SPECIFIC, (cause[0], caused[0]))
