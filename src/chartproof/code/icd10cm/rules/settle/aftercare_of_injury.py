"""Aftercare where another code tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import HEALING, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.openings import is_tended_in_stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

AFTERCARE = ("Z47.8", "Z47.9", "Z48.0", "Z48.8", "Z51.89")
INJURIES = ("S", "T0", "T1", "T2", "T30", "M80", "M84.3", "M84.4", "M84.5", "M84.6")
#: Attention to an opening names the opening.
OPENINGS = tuple((f"Z43.{n}", f"Z93.{n}") for n in range(9))


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.7", URL),
)
def aftercare_of_injury(coding: Coding, _: Books) -> Iterator[Reject]:
    """Aftercare of an injury is its own code with the character of healing; care of an opening needs no status code of it."""
    healing = [a for a in coding.having(*INJURIES) if stage(a.value[-1]) == HEALING and len(a.value) == 8]
    for aftercare in coding.having(*AFTERCARE) if healing else ():
        yield Reject(aftercare, Why.EXCLUDED, (healing[0],))
    for care, status in OPENINGS:
        cared = coding.having(care)
        tended = any(is_tended_in_stay(a, coding) for a in cared)
        for opening in coding.having(status) if cared and not tended else ():
            yield Reject(opening, Why.INTEGRAL, (cared[0],))
