"""Pain that a neoplasm causes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import caused_by
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Pain of no site, and of bone, which the code of the pain of a neoplasm replaces.
UNPLACED = ("R52", "M89.8X", "G89.29", "G89.11", "G89.18")
#: Pain of a site, which stays for the site.
PLACED = ("M54", "R07.8", "R07.9", "R10", "M79.6", "M25.5", "R51.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.5", URL),
)
def neoplasm_related_pain(coding: Coding, _: Books) -> Iterator[Give]:
    """Pain documented as due to a neoplasm is coded as such, whether it is acute or chronic."""
    if coding.having("G89.3"):
        return
    neoplasms = coding.having("C", "D0", "D3", "D4")
    for pain in coding.having(*UNPLACED, *PLACED) if neoplasms else ():
        cause = next((n for n in neoplasms if caused_by(pain, n)), None)
        if cause is not None:
            gone = (pain,) if pain.value.startswith(UNPLACED) else ()
            yield Give("G89.3", (pain, cause), gone)
            return
