"""An acute otitis media with pus seen behind the drum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_ACUTE = Pattern(r"\b(?:acute|aom|recurrent)\b", re.IGNORECASE)
_RECURS = Pattern(r"\brecurrent\b", re.IGNORECASE)
#: Pus in the middle ear: that is suppuration.
_PUS = Pattern(
    r"(?<!no )(?<!without )\b(?:pus|purulent (?:fluid|effusion|material|middle[- ]ear|exudate)|purulence)\b(?=[^.;]{0,30}\b(?:behind|middle ear|effusion|"
    r"in the ear|tm|drum|fluid)\b)|\b(?:tm|drum|middle ear)\b[^.;]{0,40}(?<!no )(?<!without )\b(?:purulent|suppurative) (?:fluid|effusion|material)\b",
    re.IGNORECASE,
)
_HOLE = Pattern(
    r"(?<!no )(?<!without )(?<!not )\b(?:perforat(?:ed|ion)|ruptur(?:ed|e))\b(?! (?:absent|not))",
    re.IGNORECASE,
)
_EARS = {frozenset({"right"}): "1", frozenset({"left"}): "2", frozenset({"right", "left"}): "3"}
_AGAIN = {"1": "4", "2": "5", "3": "6", "9": "7"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def otitis_with_pus(coding: Coding, books: Books) -> Iterator[Give]:
    """An acute otitis media whose examination tells pus behind the drum is suppurative, without rupture unless one is told."""
    for otitis in coding.having("H66.9"):
        if not says(otitis, _ACUTE):
            continue
        side = {"0": "9"}.get(otitis.value[-1], otitis.value[-1])
        words = _seen(coding, side)
        if words is None:
            continue
        value = _value(otitis, side, words)
        if books.tabular.billable(value) is not None:
            yield Give(value, (otitis, words), (otitis,))


def _value(otitis: Assignment, side: str, words: Evidence) -> str:
    last = _AGAIN[side] if says(otitis, _RECURS) else side
    return f"H66.0{'1' if _HOLE.search(words.words) else '0'}{last}"


def _seen(coding: Coding, side: str) -> Evidence | None:
    """The sentence of the examination that tells pus in this ear."""
    for sentence in sentences_outside(coding, "pmh", "hpi", "plan"):
        if _PUS.search(sentence.words):
            ears = sides_named(sentence.words)
            if side == "9" or not ears or _EARS[ears] == side:
                return sentence
    return None
