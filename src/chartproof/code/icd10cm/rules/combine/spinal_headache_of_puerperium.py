"""The headache that the anesthesia of a birth brings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.obstetric import PREGNANCY, stage_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Headache by a spinal puncture, and the same behind the anesthesia of a birth.
BY_PUNCTURE, OF_PUERPERIUM = "G97.1", "O89.4"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O89.4", URL),
)
def spinal_headache_of_puerperium(coding: Coding, _: Books) -> Iterator[Give]:
    """A spinal headache behind the anesthesia of a birth is a complication of the puerperium."""
    stage = stage_of(coding)
    if stage is None or stage.phase == PREGNANCY:
        return
    for headache in coding.having(BY_PUNCTURE):
        yield Give(OF_PUERPERIUM, (headache, *stage.words), (headache,), needed=headache.needed)
