"""A fracture from a minor fall in known osteoporosis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.fractures import OSTEOPOROTIC_SITES, osteoporotic_site
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_EPISODES = {"A": "A", "B": "A", "D": "D", "G": "G", "K": "K", "P": "P", "S": "S"}
_FALL = Pattern(r"\bf(?:all|ell)\b(?! from (?:a )?(?:height|roof|ladder))", re.IGNORECASE)
#: An osteoporotic fracture of which no site is told, and a vertebra that gave way.
_OF_NO_SITE, _COLLAPSED = ("M80.00X", "M80.80X"), "M48.5"
#: Words that say themselves that the bone gave way.
_WEAK = Pattern(r"\b(?:osteoporotic|fragility)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.d.2", URL),
)
def osteoporosis_with_fracture(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A fracture from a minor fall, or a fragility fracture, in known osteoporosis is an osteoporotic fracture."""
    bones = coding.having("M81.0", "M81.8", "M80.00X", "M80.80X")
    falls = coding.having("W01", "W05", "W06", "W07", "W08", "W18", "W19")
    if not bones or coding.having("V", "W13", "W17"):
        return
    told = [a for a in bones if a.value.startswith(_OF_NO_SITE)]
    for fallen in coding.having(_COLLAPSED) if told else ():
        value = told[0].value[:5] + "8X" + _EPISODES.get(fallen.value[-1], "A")
        yield Give(value, because=(told[0], fallen), instead_of=(*told, fallen))
    for fracture in coding.having(*OSTEOPOROTIC_SITES):
        if not falls and not says(fracture, _FALL) and not says(fracture, _WEAK):
            continue
        stem = "M80.0" if bones[0].value.startswith(("M81.0", "M80.0")) else "M80.8"
        place = stem + osteoporotic_site(fracture.value)
        if named := coding.having(place):  # it says its stage itself
            yield from (Reject(each, Why.LESS_SPECIFIC, (named[0],)) for each in (*bones, fracture))
            continue
        value = place + _EPISODES.get(fracture.value[-1], "A")
        if books.tabular.billable(value):
            yield Give(value, because=(bones[0], fracture, *falls[:1]), instead_of=(*bones, fracture))
