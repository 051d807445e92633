"""Low sugar of a newborn whose mother has diabetes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_MOTHER = r"(?:mom|mother|maternal(?! (?:grand|aunt|uncle|great))|infant of|born to|IDM)"
_GESTATIONAL = r"(?:A[12] ?GDM|GDM ?A?[12]?|gestational diabet\w+)"
#: Her diabetes of this pregnancy, and the one she had before.
GESTATIONAL = Pattern(
    rf"\b{_MOTHER}\b(?:(?!\bno\b)[^.;\n]){{0,50}}\b{_GESTATIONAL}\b|\b{_GESTATIONAL} (?:mom|mother)\b",
    re.IGNORECASE,
)
BEFORE = Pattern(
    rf"\b{_MOTHER}\b(?:(?!\bno\b)[^.;\n]){{0,50}}\b(?:type [12] diabet\w+|T[12]DM|pre-?(?:existing|gestational) diabet\w+)\b|\binfant of (?:an? )?diabetic mother\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "P70.0, P70.1"),
)
def infant_of_diabetic_mother(coding: Coding, _: Books) -> Iterator[Give]:
    """Hypoglycemia of a newborn whose mother has diabetes is the syndrome of her infant, by her kind of diabetes."""
    low = coding.having("P70.4", "P70.3")
    if not low or not is_newborn(coding) or coding.having("P70.0", "P70.1"):
        return
    for value, words in (("P70.0", GESTATIONAL), ("P70.1", BEFORE)):
        if mother := said(coding, words):
            yield Give(value, because=(*low, mother), instead_of=low, needed=low[0].needed)
            return
