"""A burn that got infected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Oblige
from chartproof.rules.core import rule

INFECTED = Pattern(r"\b(?:infected|infection|cellulitis|septic)\b", re.IGNORECASE)
DENIED = Pattern(r"\b(?:no|not|without|denies|ruled out)\b[^.;,]{0,30}\binfect", re.IGNORECASE)
#: Infections of the skin and the blood, and organisms.
INFECTIONS = ("A40", "A41", "A48", "A49", "B95", "B96", "B97", "L01", "L02", "L03", "L08")
SAYS = "use an additional code for the infection of the burn"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.4", URL),
)
def infected_burn(coding: Coding, _: Books) -> Iterator[Oblige]:
    """A burn documented as infected is told further by a code for the infection."""
    burns = coding.having("T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28", "T30")
    for burn in burns:
        if said(coding, burn, INFECTED) and not said(coding, burn, DENIED):
            found = coding.having(*INFECTIONS)
            yield Oblige(burn, SAYS, found[0] if found else None, () if found else INFECTIONS)
