"""When a coma scale was taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Seventh characters: in the field, on arrival at the emergency department, at admission.
BEFORE = ("1", "2", "3")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2", URL),
)
def coma_scale_at_arrival(coding: Coding, _: Books) -> Iterator[Poa]:
    """A coma scale taken in the field, on arrival or at admission was present on admission."""
    if not reports_presence(coding.encounter):
        return
    for scale in coding.having("R40.21", "R40.22", "R40.23", "R40.24"):
        if scale.value.endswith(BEFORE):
            yield Poa(scale, "Y", Rung.OF_ITS_KIND, (scale,))
