"""What comes with a delivery in this stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import delivered_before
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.document_kind import AT_ADMISSION
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Conditions of labor: where labor began in this stay, they came with it.
OF_LABOR = ("O61", "O62", "O63", "O64", "O65", "O66", "O68", "O69", "O76", "O77")
#: Shoulders that stick, tears and injuries of delivery, hemorrhage and placenta kept after it, anesthesia in labor, the puerperium.
OF_DELIVERY = (
    "O66.0",
    "O70",
    "O71.1",
    "O71.3",
    "O71.4",
    "O71.5",
    "O71.6",
    "O71.7",
    "O72",
    "O73",
    "O74",
    "O86",
    "O90",
)

#: Labor that was brought on in the stay.
_INDUCED = Pattern(
    r"\binduction (?:of labor )?(?:was )?(?:begun|started|initiated)\b|\blabor (?:was )?induced\b|\badmitted for (?:an )?induction\b|"
    r"\b(?:admitted|presents?|presented|came|here|arrived)(?: in| to \w+)?(?: on)?(?: \d{1,2}/\d{1,2}(?:/\d{2,4})?)?,? for (?:an? |her |medical |elective |scheduled |planned )*(?:iol|induction)\b|"
    r"\breason for (?:admission|hospitali[sz]ation|visit)\s*:\s*(?:(?:medical|elective|scheduled|planned) )?(?:iol|induction)\b|\biol (?:for|at|with)\b|"
    r"\bfor (?:an |medical |elective |scheduled )?induction of labor\b|\binduc(?:ed|tion) with (?:misoprostol|oxytocin|pitocin|a foley|dinoprostone|cervidil)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.n", URL),
)
def in_childbirth(coding: Coding, _: Books) -> Iterator[Poa]:
    """Where the delivery took place in this stay, tears, hemorrhage after birth and what follows birth were not present on admission, nor what befell a labor that was brought on in the stay or that no note of the admission has."""
    if not reports_presence(coding.encounter) or not coding.having(*OF_DELIVERY, *OF_LABOR):
        return
    stay = Stay(coding)
    at_admission = AT_ADMISSION & set(stay.chart.kinds.values())
    if delivered_before(coding):
        return
    if not at_admission and not coding.having("Z37"):
        return  # nothing tells whether the birth was before the stay
    in_labor = at_admission or any(_INDUCED.search(d.text) for d in coding.encounter.documents)
    for assignment in coding.having(*OF_DELIVERY, *(OF_LABOR if in_labor else ())):
        parts = stay.parts(assignment)
        noted = (m for part in parts if (m := stay.noted(part, assignment)))
        if not any(stay.chart.kinds[m.document] in AT_ADMISSION for m in noted):
            yield Poa(assignment, "N", Rung.OF_ITS_KIND, (assignment,))
            for loss in coding.having("D62") if assignment.value == "O90.81" else ():
                yield Poa(loss, "N", Rung.OF_ITS_KIND, (assignment,))
