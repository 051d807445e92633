"""What a limb was taken off for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Where care goes on after the operation.
_AFTER = frozenset({Setting.REHAB, Setting.NURSING, Setting.HOME_HEALTH, Setting.HOME})
_AMPUTATED = Pattern(
    r"\b(?:amputation|BKA|AKA|TMA|amp)\b[^.;\n]{0,30}\b(?:for|due to|d/t|2/2)\b[^.;\n]*$", re.IGNORECASE
)
#: Gangrene, ulcers and infected bone of the limb; diabetes with gangrene, and with none.
_LOST = ("I96", "L97", "M86", "E08.621", "E09.621", "E10.621", "E11.621", "E13.621", "I70.26", "A48.0")
_GANGRENE = Pattern(r"E(?:08|09|10|11|13)\.52")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3, IV.J", URL),
)
def taken_off_with_the_limb(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """In the care after an amputation, the gangrene or the ulcer that it was done for is there no more; the disease of the vessels is."""
    if coding.encounter.setting not in _AFTER:
        return
    for lost in coding.assignments:
        if not _was_reason(lost):
            continue
        if _GANGRENE.fullmatch(lost.value):
            yield Give(f"{lost.value[:4]}51", (lost,), (lost,), needed=lost.needed)
        elif lost.value.startswith(_LOST):
            yield Reject(lost, Why.HISTORY)


def _was_reason(assignment: Assignment) -> bool:
    """Whether all that is told of it is what a limb was taken off for."""
    return bool(assignment.mentions) and all(_AMPUTATED.search(ahead(m, 90)) for m in assignment.mentions)
