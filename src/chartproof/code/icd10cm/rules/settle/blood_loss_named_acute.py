"""Anemia from blood loss that the record elsewhere calls acute."""

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

#: Words by which it is the anemia of long loss, or of iron.
_LONG = Pattern(
    r"\b(?:chronic\w*|iron|ferritin|microcytic|occult|slow|months|years|menorrhagia|menses|long)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def blood_loss_named_acute(coding: Coding, _: Books) -> Iterator[Reject]:
    """Anemia from blood loss, no more said of it, is the acute one that the record names elsewhere, not the chronic one of the Index's default besides."""
    acute = coding.having("D62")
    for bare in coding.having("D50.0") if acute else ():
        words = [" ".join(e.words for e in m.evidence) for m in bare.mentions]
        if words and not any(_LONG.search(said) for said in words):
            yield Reject(bare, Why.LESS_SPECIFIC, acute[:1])
