"""A preterm labor that ended in the birth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.obstetric import TERM, THIRD, weeks_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Codes that say that the child was born in this encounter.
BORN = ("Z37", "O80")
#: Preterm labor without delivery, and with it in the same trimester.
WITH = {"O60.02": "O60.12X0", "O60.03": "O60.14X0"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O60.0, O60.1"),
)
def preterm_labor_with_delivery(coding: Coding, _: Books) -> Iterator[Give]:
    """Preterm labor in the encounter in which the child is born before 37 weeks is preterm labor with preterm delivery."""
    weeks, born = weeks_of(coding), coding.having(*BORN)
    if weeks is None or weeks.value >= TERM or not born or not coding.encounter.is_stay:
        return
    for labor in coding.having("O60.0"):
        value = WITH.get(labor.value, WITH["O60.03" if weeks.value >= THIRD else "O60.02"])
        because = (labor, born[0], ground_of(weeks))
        yield Give(value, because=because, instead_of=(labor,), needed=labor.needed)
