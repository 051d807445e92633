"""An ulcer that is no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Pressure ulcers and chronic ulcers not from pressure.
ULCERS = ("L89", "L97", "L98.4")
_HEALED = Pattern(
    r"(?:,|:|-|\b(?:is|are|was|were|has|have|had|been|now|completely|fully|well|entirely)) (?:healed|re-?epithelialized)\b",
    re.IGNORECASE,
)
_CLAUSE = Pattern(r"[.;]|\b(?:ulcer|wound|injury|decubitus)\b", re.IGNORECASE)
#: It was there when the stay began (guidelines I.C.12.a.5, I.C.12.b.2).
_HERE = Pattern(
    r"\bpresent on admission\b|\bpoa\b|\bhealed (?:at|by|on|before|during|prior to) (?:the )?(?:time of )?"
    r"(?:discharge|hospital|stay)|\b(?:not|partially|almost|nearly|incompletely|poorly)(?: yet| been)* healed",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.4, I.C.12.b.1", URL),
)
def ulcer_healed(coding: Coding, _: Books) -> Iterator[Reject]:
    """An ulcer that is documented as completely healed before the stay or visit is not coded."""
    for ulcer in coding.having(*ULCERS):
        if any(_is_healed(m, coding) for m in ulcer.mentions):
            yield Reject(ulcer, Why.HISTORY)


def _is_healed(mention: Mention, coding: Coding) -> bool:
    """The clause says so behind the ulcer, and not that it healed in the course of this stay."""
    text, start = passage(mention.line, coding.encounter)
    behind = _CLAUSE.split(text[mention.evidence[-1].end - start :], maxsplit=1)[0]
    return bool(_HEALED.search(behind)) and not _HERE.search(behind)
