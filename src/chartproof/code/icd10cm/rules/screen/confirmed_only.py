"""What is coded only when confirmed, even in a stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: HIV (I.C.1.a.1), Zika (I.C.1.f.1), COVID-19 (I.C.1.g.1.a), identified influenza (I.C.10.c).
CONFIRMED = ("B20", "Z21", "B97.35", "O98.7", "A92.5", "J09", "J10", "U07.1", "J12.82")
#: What suspected identified influenza is coded as in a stay (I.C.10.c).
UNIDENTIFIED = {
    "J09.X1": "J11.00",
    "J09.X2": "J11.1",
    "J09.X3": "J11.2",
    "J09.X9": "J11.89",
    "J10.00": "J11.00",
    "J10.01": "J11.00",
    "J10.08": "J11.08",
    "J10.1": "J11.1",
    "J10.2": "J11.2",
    "J10.81": "J11.81",
    "J10.82": "J11.82",
    "J10.83": "J11.83",
    "J10.89": "J11.89",
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.a.1, I.C.1.f.1, I.C.1.g.1.a, I.C.10.c", URL),
)
def confirmed_only(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """HIV, Zika, COVID-19 and identified influenza are coded only when confirmed, in stays too; doubtful influenza is unidentified."""
    for assignment in coding.assignments:
        if not assignment.value.startswith(CONFIRMED):
            continue
        if not any(m.assertion.presence is Presence.POSSIBLE for m in assignment.mentions):
            continue
        unidentified = UNIDENTIFIED.get(assignment.value)
        if unidentified and coding.encounter.codes_uncertain:
            gone = (assignment,)
            yield Give(unidentified, because=gone, instead_of=gone, instead_why=Why.UNCERTAIN)
        else:
            yield Reject(assignment, Why.UNCERTAIN)
