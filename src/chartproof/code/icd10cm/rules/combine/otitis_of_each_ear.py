"""Otitis of both ears with one drum ruptured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Acute suppurative otitis media of both ears, without and with rupture.
BOTH = ("H66.003", "H66.013")
#: One side with a rupture, and what is said of the other.
_EACH = re.compile(
    r"\b(?P<ruptured>left|right)(?: ear| tm| drum)? with[^.;,]{0,40}\b(?:ruptur\w+|perforat\w+)[^.;,]{0,30}[,;] ?(?:and )?"
    r"(?:the )?(?P<whole>left|right)(?: ear| tm| drum)?:? (?:is )?(?:without|intact|not|has none)\b",
    re.IGNORECASE,
)
_SIDES = {"right": "1", "left": "2"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def otitis_of_each_ear(coding: Coding, books: Books) -> Iterator[Give]:
    """Otitis of both ears that ruptured one drum takes a code for each ear."""
    for otitis in coding.having(*BOTH):
        words = said(coding, otitis, _EACH)
        found = _EACH.search(words.words) if words else None
        if words is None or found is None or found["ruptured"].lower() == found["whole"].lower():
            continue
        gone = (otitis, *(a for a in coding.having("H66.4", "H66.9") if in_one_line(a, otitis)))
        for stem, side in (("H66.01", found["ruptured"]), ("H66.00", found["whole"])):
            value = f"{stem}{_SIDES[side.lower()]}"
            if books.tabular.billable(value) is not None:
                yield Give(value, (otitis, words), gone, otitis.needed)
