"""A cellulitis or an abscess of the skin whose site stands with its signs only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Infections of the skin of no site, each with its column of the figures.
UNSITED = {"L02.91": 1, "L03.90": 2}
#: What such an infection looks like, and what else it may be called.
_SIGNS = Pattern(
    r"\b(?:erythem\w+|redness|red|warm\w*|indurat\w+|fluctuan\w+|swollen|swelling|abscess|cellulitis|purulen\w+|pus|drain\w+|boil|streaking|packed|i ?& ?d|incis\w+)\b",
    re.IGNORECASE,
)
#: What is denied, another's, or of another time.
_NOT_IT = Pattern(
    r"\b(?:no (?!fluctuan|crepitus|streak|drain|lymph|pus|fever)|without (?!fluctuan|crepitus|streak|drain)|denies|normal|clear|prior|previous|history|hx|ago|last (?:year|month)|healed|resolved|scar)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def skin_infection_of_the_site_examined(coding: Coding, books: Books) -> Iterator[Give]:
    """A cellulitis or an abscess named without its site is of the one site at which the record tells its signs."""
    for infection in coding.having(*UNSITED):
        family = infection.value[:3]
        if any(a.value not in UNSITED and a.value.startswith(family) for a in coding.having(family)):
            continue
        told = list(_told(coding, UNSITED[infection.value]))
        values = {value for value, _ in told}
        if len(values) == 1 and books.tabular.billable(told[0][0]) is not None:
            yield Give(told[0][0], because=(infection, told[0][1]), instead_of=(infection,))


def _told(coding: Coding, column: int) -> Iterator[tuple[str, Evidence]]:
    """The code of each site at which a sentence tells signs of an infection; the sentence."""
    for sentence in sentences_outside(coding):
        words = flat(sentence)
        if not _SIGNS.search(words) or _NOT_IT.search(words):
            continue
        sides = [i for i, side in enumerate(("right", "left")) if side in sides_named(words)]
        for row in rows("skin_infection_sites"):
            if _site(row[0]).search(words) is None:
                continue
            codes = row[column].split("/")
            if len(codes) == 1:
                yield codes[0], sentence
            elif len(sides) == 1:
                yield codes[sides[0]], sentence
            elif len(codes) > 2:
                yield codes[2], sentence


@lru_cache(maxsize=64)
def _site(words: str) -> Pattern:
    return Pattern(rf"\b(?:{words})\b(?! (?:pain|of the (?:head|neck)|injury|surgery))", re.IGNORECASE)
