"""A rotator cuff that an injury tore."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.telling import said
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Tears not specified as traumatic, and the strain of the cuff that an injury is, by the last digit of their side.
TEARS, STRAIN, SIDES = ("M75.10", "M75.11", "M75.12"), "S46.01", {"0": "9", "1": "1", "2": "2"}
_INJURED = Pattern(
    rf"\b(?:after|{FROM}|following|in|when (?:s?he|they)) (?:an? |the |his |her |their )?(?:\w+ ){{0,2}}?"
    r"(?:falls?|fell|injury|accident|crash|collision|mvc|mva|trauma|dislocation|yanked|grabbed|slipped)\b|(?<!non)(?<!non-)(?<!not )\btraumatic\b",
    re.IGNORECASE,
)
#: A tear that the assessment calls a strain too, and the injury as a record of it tells it elsewhere.
_STRAINED = Pattern(r"\bstrain (?:with|and|\+|&)", re.IGNORECASE)
_OF_INJURY = Pattern(r"\bDOI:? ?\d|\bdate of injury\b|\bfirst report of injury\b", re.IGNORECASE)
#: By such words the cuff wore out, or the injury is of years ago.
_WORN = Pattern(
    r"\b(?:degenerative|chronic|atraumatic|non-?traumatic|not specified as traumatic|years? ago|old|attritional)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Tear, rotator cuff, traumatic", URL),
)
def rotator_cuff_torn_by_injury(coding: Coding, books: Books) -> Iterator[Give]:
    """A tear of the rotator cuff that its line or the record lays to an injury is a strain of the cuff, not a lesion of the shoulder."""
    for tear in coding.having(*TEARS):
        side = SIDES.get(tear.value[-1])
        hurt = says(tear, _INJURED) or says(tear, _STRAINED) or said(coding, _OF_INJURY) is not None
        if side and hurt and not says(tear, _WORN):
            value = f"{STRAIN}{side}A"
            if books.tabular.billable(value):
                yield Give(value, because=(tear,), instead_of=(tear,))
