"""Poisoning and toxic effects before what they did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import intent_in
from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b, I.C.19.e.5.c, I.C.19.e.5.d", URL),
)
def poisoning_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """The code of a poisoning or a toxic effect stands before its manifestations; an underdosing never stands first."""
    drugs = [a for a in coding.having("T3", "T4", "T50") if a.value[:3] >= "T36" and len(a.value) == 8]
    toxic = [a for a in coding.having("T5", "T60", "T61", "T62", "T63", "T64", "T65") if a.value[:3] > "T50"]
    poisonings = [
        a for a in (*(d for d in drugs if intent_in(d.value) in "1234"), *toxic) if a.value[-1] == "A"
    ]
    first = first_of((a for a in poisonings if a.needed is Needed.ADDRESSED), coding)
    if first is not None:
        yield Lead(first, rank=Rank.POISONING)
    pump = coding.having(
        "T85.6"
    )  # an insulin pump that fails: the dose stands before the diabetes (I.C.4.a.5)
    for behind in (
        d for d in drugs if intent_in(d.value) in "56" and not (pump and d.value.startswith("T38.3"))
    ):
        for other in coding.assignments:
            if other.needed is Needed.ADDRESSED and other.value[0] not in "TVWXYZ":
                yield Order(other, behind)
