"""A burn of the hand whose place on it is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.under import flat
from chartproof.code.icd10cm.underdosed import sentence_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
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
#: That a sentence tells of the burn or of what burned, and what else is told of a place on a hand.
_BURN = Pattern(
    r"\b(?:burn\w*|blister\w*|bulla\w*|scald\w*|erythema\w*|red|redness|degree|thickness|char\w*|eschar|blanch\w*|injur\w+|wound\w*|grabb\w+|grasp\w+|touch\w*|spill\w*|splash\w*|splatter\w*|"
    r"hot|boiling|oil|grease|water|steam|flames?|fire|stove|pan|iron|acid|chemical|tbsa)\b",
    re.IGNORECASE,
)
_ELSE = Pattern(
    r"\b(?:spared|sparing|spares|uninvolved|not (?:involved|burned)|no (?:burns?|blister\w*|erythema)|IV|pulses?|cannula\w*|catheter|normal|intact|unaffected|clear)\b",
    re.IGNORECASE,
)
_SIDED = {"1": Pattern(r"\bleft\b", re.IGNORECASE), "2": Pattern(r"\bright\b", re.IGNORECASE)}
_OWN = {"1": Pattern(r"\bright\b", re.IGNORECASE), "2": Pattern(r"\bleft\b", re.IGNORECASE)}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d, I.B.2", URL),
)
def burn_of_the_back_of_the_hand(coding: Coding, books: Books) -> Iterator[Give]:
    """A burn of the hand is of its back or its palm where the record tells one of them, and of one hand alone."""
    burns = coding.having(*HAND)
    sides = {a.value[6] for a in burns}
    if len(sides) != 1:
        return
    side = next(iter(sides))
    told = {place: words for place, says in _PLACES.items() if (words := _told(coding, says, side))}
    if len(told) != 1:
        return
    ((place, words),) = told.items()
    for burn in burns:
        value = f"{burn.value[:5]}{place}{burn.value[6:]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (burn, words), (burn,))


def _told(coding: Coding, place: Pattern, side: str) -> Evidence | None:
    """The first words for a place whose sentence tells of a burn there, of this hand or of no side."""
    return next(
        (
            words
            for words in said(coding, place)
            if _is_burned(flat(sentence_of(coding.encounter.document(words.document), words)), side)
        ),
        None,
    )


def _is_burned(sentence: str, side: str) -> bool:
    other = side in _SIDED and _SIDED[side].search(sentence) and not _OWN[side].search(sentence)
    return bool(_BURN.search(sentence)) and not _ELSE.search(sentence) and not other
