"""An ulcer that may be new or may be healing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import told
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.ulcer_current_or_healing"
ASKS = "Please document whether the ulcer is a current (new) ulcer or one that is healing."
CHOICES = ("current (new) ulcer", "healing ulcer", "healed ulcer", "other", "unable to determine")
_OPEN = Pattern(
    r"\bnew (?:ulcer )?(?:versus|vs\.?|or) (?:a |an )?(?:old |healing)|\bhealing (?:ulcer )?(?:versus|vs\.?|or) (?:a )?new\b"
    r"|\b(?:unclear|uncertain|unknown|not clear) (?:if|whether)\b[^.]{0,40}\b(?:new|healing)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.5, I.C.12.b.2", URL),
)
def ulcer_current_or_healing(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether an ulcer is current or healing where the record leaves that open."""
    for ulcer in coding.having("L89", "L97", "L98.4"):
        if told(ulcer, coding, _OPEN):
            yield Ask(Query(RULE, Doubt.TIMING, ASKS, CHOICES, ulcer.proof.words()))
