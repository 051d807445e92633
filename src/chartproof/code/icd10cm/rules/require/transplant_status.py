"""A transplanted organ, and what goes wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Mark, Reject
from chartproof.rules.core import rule

#: Complications of a transplant, and the status of the same organ.
ORGANS = (
    ("T86.0", "Z94.81"),
    ("T86.1", "Z94.0"),
    ("T86.2", "Z94.1"),
    ("T86.3", "Z94.3"),
    ("T86.4", "Z94.4"),
    ("T86.5", "Z94.84"),
    ("T86.81", "Z94.2"),
    ("T86.85", "Z94.82"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def transplant_status(coding: Coding, _: Books) -> Iterator[Reject | Mark]:
    """Transplant status stands only where no complication of that organ is coded."""
    for complication, status in ORGANS:
        failing = coding.having(complication)
        for organ in coding.having(status):
            if failing:
                yield Reject(organ, Why.EXCLUDED, because=failing[:1])
            elif status == "Z94.0" and organ.needed is Needed.ALSO and _treated(coding):
                yield Mark(organ, needed=Needed.OBLIGED)


def _treated(coding: Coding) -> bool:
    return any(a.needed is not Needed.ALSO for a in coding.having("N18"))
