"""Doubt that did not last to the end of a stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: The part of a record that says what was left at the end.
FINAL_SECTION = "discharge_dx"
TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.H, III.C", URL),
)
def uncertain_at_discharge(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, a doubtful diagnosis is coded as established only where it is still documented at the time of discharge."""
    if not coding.encounter.codes_uncertain:
        return
    finals = _finals(coding)
    if not finals and not any(m.standing in TAKEN_UP for m in coding.reading.mentions):
        return  # a record without parts does not say what was left at the end
    for assignment in coding.assignments:
        doubtful = any(m.assertion.presence is Presence.POSSIBLE for m in assignment.mentions)
        if doubtful and not any(_lasts(m, finals) for m in assignment.mentions):
            yield Reject(assignment, Why.UNCERTAIN)


def _finals(coding: Coding) -> frozenset[str]:
    """The documents that were written at discharge, if any."""
    by_kind = {d.id for d in coding.encounter.documents if "discharge" in (d.kind or "").lower()}
    by_part = {ident for ident, part in coding.reading.sections if part.kind == FINAL_SECTION}
    return frozenset(by_kind | by_part)


def _lasts(mention: Mention, finals: frozenset[str]) -> bool:
    return mention.standing in TAKEN_UP and (not finals or mention.document in finals)
