"""A pressure ulcer first written of days after admission."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import on_a_ward
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Days after admission from which the first word of an ulcer is late.
LATE = 2


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.6, I.C.12.a.1", URL),
)
def pressure_ulcer(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether a pressure ulcer that is first written of two days after admission or later was there at admission."""
    began = coding.encounter.began
    written = {d.id: d.written for d in coding.encounter.documents}
    for ulcer in coding.having("L89"):
        days = [written[e.document] for e in ulcer.proof.words()]
        if began is None or not on_a_ward(coding) or ulcer.poa in {"Y", "N"} or None in days:
            continue
        if all(day and (day.date() - began).days >= LATE for day in days):
            yield question(__name__, "pressure_ulcer_arose", coding, ulcer.proof.words())
