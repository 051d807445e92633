"""A fracture from a minor fall in known osteoporosis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Fractures by site, and the subdivision of M80.0 and M80.8; 08 and the pelvis have no side.
SITES = {
    "S12": "8X",
    "S22.0": "8X",
    "S32.0": "8X",
    "S32.1": "B9",
    "S32.3": "B",
    "S32.4": "B",
    "S32.5": "B",
    "S32.6": "B",
    "S42.2": "2",
    "S52": "3",
    "S62": "4",
    "S72": "5",
    "S82": "6",
    "S92": "7",
}
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
def osteoporosis_with_fracture(coding: Coding, books: Books) -> Iterator[Give]:
    """A fracture from a minor fall, or a fragility fracture, in known osteoporosis is an osteoporotic fracture."""
    bones = coding.having("M81.0", "M81.8", "M80.00X", "M80.80X")
    falls = coding.having("W01", "W05", "W06", "W07", "W08", "W18", "W19")
    if not bones or coding.having("V", "W13", "W17"):
        return
    told = [a for a in bones if a.value.startswith(_OF_NO_SITE)]
    for fallen in coding.having(_COLLAPSED) if told else ():
        value = told[0].value[:5] + "8X" + _EPISODES.get(fallen.value[-1], "A")
        yield Give(value, because=(told[0], fallen), instead_of=(*told, fallen))
    for fracture in coding.having(*SITES):
        if not falls and not says(fracture, _FALL) and not says(fracture, _WEAK):
            continue
        stem = "M80.0" if bones[0].value.startswith(("M81.0", "M80.0")) else "M80.8"
        value = stem + _site(fracture.value) + _EPISODES.get(fracture.value[-1], "A")
        if books.tabular.billable(value):
            yield Give(value, because=(bones[0], fracture, *falls[:1]), instead_of=(*bones, fracture))


def _site(value: str) -> str:
    """The site and side that a fracture code names, as M80 writes them."""
    site = next(s for prefix, s in SITES.items() if value.startswith(prefix))
    return site if len(site) == 2 else site + (value[6] if value[6] in "12" else "9")
