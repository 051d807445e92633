"""What an infection or another disease left once it was over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM, LATE_EFFECT

_LEFT = Pattern(
    rf"\b(?:{LATE_EFFECT}|aftermath|consequences?) (?:of|from)\s+(?:\w+\W+){{0,5}}$|"
    rf"\b(?:{FROM}|after|following) (?:an? |the )?(?:old|previous|prior|remote|past|childhood)\s+(?:\w+\W+){{0,3}}$",
    re.IGNORECASE,
)
_SEQUELA = Pattern(r"\W*(?:sequelae?|residuals?)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.10", URL),
)
def sequela_of_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """A disease that is over and left a condition is coded as its sequela, behind that condition."""
    for disease in coding.assignments:
        row = row_for("sequelae_of_disease", disease.value)
        if row is None or not any(_is_left(m) for m in disease.mentions):
            continue
        if books.tabular.billable(row[1]):
            yield Give(row[1], because=(disease,), instead_of=(disease,), instead_why=Why.HISTORY)


def _is_left(mention: Mention) -> bool:
    return bool(_LEFT.search(ahead(mention)) or _SEQUELA.match(behind(mention)))
