"""Osteoporosis told with a fracture that has healed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_OSTEOPOROSIS = Pattern(r"\bosteoporo(?:sis|tic)\b", re.IGNORECASE)
#: The disease without a current fracture, by the kind of it with one.
WITHOUT = {"M80.0": "M81.0", "M80.8": "M81.8"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.d.1", URL),
)
def osteoporosis_with_healed_fracture(coding: Coding, _: Books) -> Iterator[Give]:
    """Osteoporosis named with a fracture that has healed stays without a current fracture."""
    if coding.having("M80", "M81"):
        return
    for gone in coding.rejected:
        words = gone.proof.words()
        value = WITHOUT.get(gone.code.value[:5])
        if value and gone.why is Why.HISTORY and any(_OSTEOPOROSIS.search(e.words) for e in words):
            yield Give(value, because=tuple(words))
            return
