"""What an operation of before was for, and ended."""

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

_AFTER = r"\b(?:s/p|status[- ]post|h/o|(?:history|hx) of|prior|previous|underwent|had|after|following|since)\b[^.;\n]{0,40}?\b(?:"
_FOR = r")\b[^.;\n]{0,40}?\bfor\b[^.;\n]{0,30}$"
#: Operations, and what is no more where one was done for it.
ENDED = tuple(
    (Pattern(_AFTER + act + _FOR, re.IGNORECASE), codes)
    for act, codes in (
        (r"replacement|arthroplasty|hemiarthroplasty|T[HKS][AR]", ("M16", "M17", "M19")),
        (r"T?EVAR|aneurysm repair|endovascular (?:aneurysm )?repair", ("I71",)),
        (r"hysterectomy", ("D25", "N80", "N92", "N93")),
        (r"cholecystectomy", ("K80", "K81")),
        (r"carpal tunnel release|CTR", ("G56.0",)),
        (r"thyroidectomy", ("E04", "E05", "D34")),
        (r"radioiodine|radioactive iodine|RAI|I-131|thyroid ablation", ("E05",)),
        (r"parathyroidectomy", ("E21", "D35.1")),
        (r"splenectomy", ("D69.3",)),
    )
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J, I.C.21.c.7", URL),
)
def operated_away(coding: Coding, _: Books) -> Iterator[Reject]:
    """At a visit after it, the condition an operation was done for and ended is not coded as if it were present."""
    if coding.encounter.is_stay:
        return
    for assignment in coding.assignments:
        acts = [act for act, codes in ENDED if assignment.value.startswith(codes)]
        if acts and assignment.mentions and all(_was_for(m, acts) for m in assignment.mentions):
            yield Reject(assignment, Why.HISTORY)


def _was_for(mention: Mention, acts: list[Pattern]) -> bool:
    """Whether the line tells it as what the operation was for."""
    before = mention.line.words[: mention.evidence[0].start - mention.line.start]
    return any(act.search(before) for act in acts)
