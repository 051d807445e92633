"""A newborn's condition that another chapter names too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn, ruled_out
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_COMMUNITY = Pattern(r"\bcommunity[- ]acquired\b|\bacquired (?:at home|in the community)\b", re.IGNORECASE)
_SEPSIS = ("A40", "A41")
#: Sepsis of the newborn that names its organism.
NAMED = ("P36.0", "P36.1", "P36.2", "P36.3", "P36.4", "P36.5")


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.5, I.C.16.f, I.C.1.d.8", URL),
)
def newborn_conditions(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """What a newborn has is taken to come from birth, sepsis too, and is coded to chapter 16, unless it was acquired in the community."""
    if not is_newborn(coding):
        return
    out = ruled_out(coding)
    for condition in coding.assignments:
        if says(condition, _COMMUNITY) or condition in out:
            continue
        sepsis = condition.value.startswith(_SEPSIS)
        row = row_for("organisms_of_sepsis" if sepsis else "newborn_conditions", condition.value)
        value = row[2 if sepsis else 1] if row else ""
        if row is None or books.tabular.billable(value) is None:
            continue
        yield Give(value, because=(condition,), instead_of=(condition,))
        if value == "P36.8" and row[1]:
            yield Give(row[1], because=(condition,), needed=Needed.OBLIGED)
    if (named := coding.having(*NAMED)) and not coding.having("J95.851"):  # whose germ is told besides
        yield from (Reject(a, Why.INTEGRAL, named[:1]) for a in coding.having("B95", "B96"))
