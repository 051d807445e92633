"""Impacted wax whose ear the examination tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

OPEN = "H61.20"
#: Wax in a canal: its words, and what says that there is none, or was once.
_WAX = Pattern(r"\b(?:(?:ear)?wax|cerumen|(?:im)?paction|impacted)\b", re.IGNORECASE)
_NONE = Pattern(
    r"\b(?:no|without|not|never|free of|clear of|denies|scant|minimal|small amount|non-?obstructi\w+|ago|last year|previous(?:ly)?|stool|fecal|tooth|molar|fracture)\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
#: An ear that has none: "L clear".
_CLEAR = Pattern(
    r"(?:,|;)? ?\b(?:L|R|left|right)(?: (?:ear|TM|canal|EAC|side))? (?:is |was )?(?:clear|normal|nl|ok|wnl|fine)\b",
    re.IGNORECASE,
)
_EARS = {frozenset({"right"}): "1", frozenset({"left"}): "2", frozenset({"right", "left"}): "3"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def wax_of_the_ear_examined(coding: Coding, books: Books) -> Iterator[Give]:
    """Impacted wax whose ear the diagnosis leaves open is of the one ear in which the record tells wax."""
    for wax in coding.having(OPEN):
        seen = dict(_seen(coding))
        value = OPEN[:-1] + next(iter(seen), "")
        if len(seen) == 1 and books.tabular.billable(value) is not None:
            yield Give(value, (wax, *seen.values()), (wax,), wax.needed)


def _seen(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The ears that sentences on wax name, "3" for both, with the sentences."""
    for sentence in sentences_outside(coding, "pmh"):
        if _WAX.search(sentence.words) and not _NONE.search(sentence.words):
            ear = _EARS.get(sides_named(_CLEAR.sub("", sentence.words)))
            if ear:
                yield ear, sentence
