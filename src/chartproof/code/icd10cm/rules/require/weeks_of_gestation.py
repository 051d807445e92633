"""How far the pregnancy is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import (
    ABORTIVE,
    PREGNANCY,
    complicating,
    is_incidental,
    stage_of,
    weeks_of,
)
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Codes of the chapter that are not of a pregnancy that goes on: abortive outcomes, puerperium.
NOT_ON = (*ABORTIVE, "O85", "O86", "O87", "O88.5", "O89", "O90", "O91", "O92")
#: Routine care after the delivery; in a stay the visit in six weeks is another.
DELIVERED = ("Z39.1", "Z39.2")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.11", URL),
)
def weeks_of_gestation(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Codes of pregnancy take the completed weeks of gestation besides, where they are documented."""
    pregnancy = [a for a in coding.having("O", "Z34", "Z3A") if not a.value.startswith(NOT_ON)]
    stage, weeks = stage_of(coding), weeks_of(coding)
    if not pregnancy and stage and stage.phase == PREGNANCY:
        pregnancy = [condition for condition, _ in complicating(coding)]
    if any(not (a.value == "Z39.2" and coding.encounter.is_stay) for a in coding.having(*DELIVERED)):
        yield from (Reject(a, Why.NOT_ON_DATE) for a in coding.having("Z3A"))
        return
    ended = [a for a in coding.having(*ABORTIVE) if a.needed is Needed.ADDRESSED]
    if not pregnancy or weeks is None or is_incidental(coding) or ended:
        return
    value = f"Z3A.{int(weeks.value):02}" if weeks.value >= 8 else "Z3A.01"
    if books.tabular.billable(value):
        yield Give(value, because=(pregnancy[0], ground_of(weeks)), needed=Needed.OBLIGED)
        yield from (Reject(a, Why.NOT_ON_DATE) for a in coding.having("Z3A") if a.value != value)
