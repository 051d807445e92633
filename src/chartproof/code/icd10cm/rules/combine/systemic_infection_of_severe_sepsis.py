"""The infection behind severe sepsis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.code.icd10cm.sepsis import SEPSIS
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.b, I.C.1.d.1.a.iii, I.C.1.d.2", URL),
)
def systemic_infection_of_severe_sepsis(coding: Coding, _: Books) -> Iterator[Give]:
    """Severe sepsis and septic shock take the code of the systemic infection besides, unspecified where no organism is documented."""
    severe = coding.having("R65.2", "T81.12")
    if severe and not coding.having(*SEPSIS):
        yield Give("P36.9" if is_newborn(coding) else "A41.9", because=severe[:1])
