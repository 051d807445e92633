"""Osteoporosis, and a fracture of it that has healed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.fractures import is_healed
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

HEALED = "Z87.310"
_OF_BONE = Pattern(r"\bosteopor|\bfragility\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.d.1", URL),
)
def healed_osteoporotic_fracture(coding: Coding, _: Books) -> Iterator[Give]:
    """In osteoporosis without a fracture now, a past osteoporotic fracture is coded as history."""
    bones = coding.having("M81")
    if not bones:
        return
    for broken in coding.having("Z87.81", "M80", "M84.4"):
        past = broken.value == "Z87.81" or all(is_healed(m) for m in broken.mentions)
        if past and any(_OF_BONE.search(passage(e, coding.encounter)[0]) for e in broken.proof.words()):
            because = (broken, bones[0])
            needed = Needed.ALSO if broken.needed is Needed.ALSO else Needed.OBLIGED
            yield Give(HEALED, because, instead_of=(broken,), needed=needed, instead_why=Why.HISTORY)
