"""Sepsis before the infection it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sepsis import SEPSIS
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule

_LATER = Pattern(
    r"\b(?:developed|hospital[- ]acquired|nosocomial|subsequently|later|postoperative(?:ly)?|hospital day)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.2, I.C.1.d.3, I.C.1.d.4, I.C.1.d.5.b, I.C.1.d.6", URL),
)
def sepsis_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """Sepsis that was there from the start stands before the local infection and before severe sepsis."""
    sepsis = coding.having(*SEPSIS)
    if not sepsis:
        return
    for severe in coding.having("R65.2", "T81.12"):
        yield Order(sepsis[0], severe)
    for wound in coding.having("T81.40", "T81.41", "T81.42", "T81.43", "T81.49", "T80.2", "T81.44", "T88.0"):
        yield Order(wound, sepsis[0])
        for after in coding.having("T81.44") if wound.value[:6] != "T81.44" else ():
            yield Order(wound, after)
    first = first_of((a for a in sepsis if a.needed is Needed.ADDRESSED), coding)
    injured = coding.having("S", "T2", "T80.2", "T81.4", "T88.0", "O")
    if first is not None and not injured and not any(_came_later(m) for m in first.mentions):
        yield Lead(first, rank=Rank.SEPSIS)


def _came_later(mention: Mention) -> bool:
    return bool(_LATER.search(mention.line.words))
