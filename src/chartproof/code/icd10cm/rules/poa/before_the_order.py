"""What came before the order that made the patient an inpatient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

_ORDER = Pattern(
    r"\b(?:inpatient|admission|admit)\b[^.;\n]{0,20}\border\b[^.;\n]{0,12}\b(?:written|placed|signed|entered|given)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2", URL),
)
def before_the_order(coding: Coding, _: Books) -> Iterator[Poa]:
    """What developed in the emergency department, in observation or at outpatient surgery before the inpatient order was present on admission."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    order = next(_orders(stay), None)
    for assignment in coding.assignments if order else ():
        parts = [list(stay.related(part, assignment)) for part in stay.parts(assignment)]
        if parts and order and all(any(_is_before(m, order, stay) for m in part) for part in parts):
            yield Poa(assignment, "Y", Rung.OF_ITS_KIND - 1, (order, assignment))


def _orders(stay: Stay) -> Iterator[Evidence]:
    """The words that tell of the order, the first document first."""
    for document in stay.chart.documents:
        if found := _ORDER.search(document.text):
            yield document.quote(*found.span())


def _is_before(mention: Mention, order: Evidence, stay: Stay) -> bool:
    """Whether a mention is told before the order, in its document or in an earlier one."""
    places = stay.chart.order
    if mention.document == order.document:
        return mention.line.start < order.start
    return places[mention.document] < places[order.document]
