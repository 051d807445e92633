"""The chemical that corroded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.drug_codes import coded
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.poisoned import intent_of
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Corrosions by their category, and the digit that parts them from burns: of the skin, of the eye, of organs inside.
CORROSIONS = {
    **dict.fromkeys(("T20", "T21", "T22", "T23", "T24", "T25", "T27"), "4567"),
    **dict.fromkeys(("T26", "T28"), "56789"),
}
CHEMICALS = ("T51", "T52", "T53", "T54", "T55", "T56", "T57", "T58", "T59", "T60", "T65")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d, I.A.13", URL),
)
def chemical_of_corrosion(coding: Coding, books: Books) -> Iterator[Give]:
    """A corrosion is told with the chemical that did it, and whether by accident or on purpose."""
    burned = coding.having(*CORROSIONS)
    corroded = [a for a in burned if a.value[4] in CORROSIONS[a.value[:3]] and a.value[-1] == "A"]
    if not corroded or coding.having(*CHEMICALS):
        return
    for words, stem, _ in rows("corrosive_chemicals"):
        named = said(coding, _named(words))
        if named is not None:
            text = coding.encounter.document(named.document).text
            value = coded(stem, intent_of(text), books)
            if value is not None:
                yield Give(value, (corroded[0], named), needed=Needed.ADDRESSED)
            return


@lru_cache(maxsize=64)
def _named(words: str) -> Pattern:
    return Pattern(rf"\b(?:{words})\b", re.IGNORECASE)
