"""Where, how and with how many a child was born."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import born_elsewhere, days_old
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.birth import OUTSIDE, is_birth
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: A delivery after an earlier cesarean is named by what came first in the words, so it is looked for first.
_AFTER_CESAREAN = Pattern(r"\bvbac\b|\bvaginal (?:birth|delivery) after c", re.IGNORECASE)
_CESAREAN = Pattern(
    r"\b(?:c(?:a)?esarean|c[- ]?section|c[/-]s\b|(?:p|r|pri\w* |rep\w* )?ltcs|lscs|\b(?:stat |by |via )?r?cs\b(?! (?:lewis|gas)))",
    re.IGNORECASE,
)
_VAGINAL = Pattern(
    r"\b(?:n?svd|n?svb|vavd|favd|vag(?:inal(?:ly)?)?|vacuum|forceps|ventouse)\b(?! (?:swab|culture|bleed|gbs))",
    re.IGNORECASE,
)
_OUTSIDE = Pattern(
    rf"\b(?:born|delivered) {OUTSIDE}\b|\bhome (?:birth|delivery)\b|\bborn before arrival\b", re.IGNORECASE
)
_BORN = Pattern(r"\b(?:newborn|neonat\w+|apgars?|infant|baby|born|birth)\b", re.IGNORECASE)
#: How many: the words, and the codes born here vaginally, here by cesarean, and elsewhere.
_NUMBERS = (
    (Pattern(r"\bquintuplet", re.IGNORECASE), ("Z38.65", "Z38.66", "Z38.7")),
    (Pattern(r"\bquadruplet", re.IGNORECASE), ("Z38.63", "Z38.64", "Z38.7")),
    (Pattern(r"\btriplet", re.IGNORECASE), ("Z38.61", "Z38.62", "Z38.7")),
    (
        Pattern(
            r"\b(?:first|second|co-?|di-?di|mo-?di|di/di|mo/di)\W?twin|\btwin (?:#? ?[ab12]\b|birth|gestation|pregnancy|"
            r"newborn|infant|boy|girl|delivery)|\bof twins\b",
            re.IGNORECASE,
        ),
        ("Z38.30", "Z38.31", "Z38.4"),
    ),
)
_SINGLE = ("Z38.00", "Z38.01", "Z38.1")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.2", URL),
)
def liveborn_by_delivery(coding: Coding, _: Books) -> Iterator[Give]:
    """The record of a birth has the liveborn code of its place, its mode of delivery and the number born."""
    days, stay = 0 if is_birth(coding.encounter) else days_old(coding), coding.encounter.codes_uncertain
    if days is None or not 0 <= days <= 1 or not stay or born_elsewhere(coding) or coding.having("O", "P95"):
        return
    outside = None if days else said(coding, _OUTSIDE)
    many, codes = next(((w, c) for words, c in _NUMBERS if (w := said(coding, words))), (None, _SINGLE))
    mode, value = _delivered(coding, codes, outside)
    if mode is None:
        return
    instead = tuple(a for a in coding.having("Z38") if a.value != value)
    yield Give(value, because=(mode, many) if many else (mode,), instead_of=instead, needed=Needed.ADDRESSED)


def _delivered(
    coding: Coding, codes: tuple[str, str, str], out: Evidence | None
) -> tuple[Evidence | None, str]:
    """The words and the code; in the hospital vaginal is what the Index presumes."""
    if out:
        return out, codes[2]
    vaginal = said(coding, _AFTER_CESAREAN)
    cesarean = None if vaginal else said(coding, _CESAREAN)
    if cesarean:
        return cesarean, codes[1]
    return vaginal or said(coding, _VAGINAL) or said(coding, _BORN), codes[0]
