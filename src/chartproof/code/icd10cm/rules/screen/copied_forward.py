"""Words carried over from an earlier document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.copied import copy_of
from chartproof.code.icd10cm.earlier import is_of_earlier
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.document_kind import DocumentKind
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("chartproof", "Text copied from an earlier document is no fresh evidence"),
)
def copied_forward(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition rests on the document that first says it, not on copies of its words in later notes."""
    encounter = coding.encounter
    if len(encounter.documents) < 2:
        return
    chart = chart_of(encounter)
    told: dict[str, set[str]] = {}
    for mention in coding.reading.mentions:
        told.setdefault(mention.document, set()).add(mention.concept)
    for assignment in coding.assignments:
        for mention in assignment.mentions:
            copy = copy_of(mention, chart)
            if copy is None or mention.concept not in told.get(copy.source, ()):
                continue
            old = is_of_earlier(encounter.document(copy.source), encounter)
            if old and mention.standing is Standing.LISTED:
                continue  # a past history taken over is the history that the provider gives
            if not old and chart.kinds[mention.document] is DocumentKind.DISCHARGE:
                continue  # what a discharge summary takes over stands at discharge
            source = encounter.document(copy.source)
            first = next(
                m for m in coding.reading.mentions if m.document == source.id and m.concept == mention.concept
            )
            yield Reject(assignment, Why.COPIED_FORWARD, because=first.evidence)
            break
