"""A burn of the hand whose place on it is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Burns and corrosions of a hand of which no place is told: the character of the site is 0.
HAND = ("T23.00", "T23.10", "T23.20", "T23.30", "T23.40", "T23.50", "T23.60", "T23.70")
BACK, PALM = "6", "5"
_WHOSE = r"(?:the |his |her |their )?(?:right |left )?"
_PLACES = {
    BACK: Pattern(
        rf"\b(?:back|dorsum|dorsal (?:aspect|surface|side)) of {_WHOSE}hand\b|\bdorsal hand\b", re.IGNORECASE
    ),
    PALM: Pattern(
        rf"\bpalm of {_WHOSE}hand\b|\b(?:palmar|volar) (?:aspect|surface|side) of {_WHOSE}hand\b|\b(?:right|left) palm\b",
        re.IGNORECASE,
    ),
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d, I.B.2", URL),
)
def burn_of_the_back_of_the_hand(coding: Coding, books: Books) -> Iterator[Give]:
    """A burn of the hand is of its back or its palm where the record tells one of them, and of one hand alone."""
    burns = coding.having(*HAND)
    told = {place: words for place, says in _PLACES.items() if (words := next(said(coding, says), None))}
    if len(told) != 1 or len({a.value[6] for a in burns}) != 1:
        return
    ((place, words),) = told.items()
    for burn in burns:
        value = f"{burn.value[:5]}{place}{burn.value[6:]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (burn, words), (burn,))
