"""Where and when the accident was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import FURTHER
from chartproof.code.icd10cm.day_entries import told_new_in_entry
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.document_kind import AT_ADMISSION
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Words of a sentence that put an accident into the stay.
IN_HOSPITAL = Pattern(
    r"hospital bed|in(?:side)? (?:the|her|his) (?:hospital|room|ward|unit)|on the (?:ward|floor|unit)|inpatient|"
    r"\bhospital day|\bhd ?#?\d{1,2}\b(?! (?:from|s/p)\b)|during (?:the|this|her|his) (?:stay|hospital\w*|admission)|after admission|"
    r"(?:given|administered|started|received) (?:here|in the hospital|after admission)",
    re.IGNORECASE,
)

#: What an accident or an assault does; complications and poisonings apart.
INJURIES = ("S", "T0", "T1", "T2", "T30", "T31", "T32", "T33", "T34")
#: Accidents and assaults; a level of alcohol or what care brings are none.
ACCIDENTS = "VWX"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.q", URL),
)
def external_cause(coding: Coding, _: Books) -> Iterator[Poa]:
    """An external cause is Y where it came before the admission and N where it came in the hospital, and so is the injury."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    chart = stay.chart
    for cause in coding.having("V", "W", "X", "Y"):
        told = [(e, chart.documents[chart.order[e.document]]) for e in cause.proof.words()]
        began = coding.encounter.began
        here = [
            e
            for e, d in told
            if IN_HOSPITAL.search(_sentence(d.text, e.start, e.end))
            or (cause.value[0] in ACCIDENTS and told_new_in_entry(d.text, e.start, began))
        ]
        came = [e for e, d in told if chart.kinds[d.id] not in AT_ADMISSION]
        if not here and cause.value[0] in ACCIDENTS and stay.is_of_course(cause.proof.words()):
            here = came
        value = "N" if here and came else "Y"
        yield Poa(cause, value, Rung.OF_ITS_KIND, tuple(here[:1]) if value == "N" else (cause,))
        if value == "Y" and not cause.value.startswith(FURTHER):
            yield from (Poa(injury, "Y", Rung.BEFORE, (cause,)) for injury in coding.having(*INJURIES))
        for injury in coding.having("S", "T") if value == "N" else ():
            if not any(stay.noted(part, injury) for part in stay.parts(injury)):
                yield Poa(injury, "N", Rung.OF_ITS_KIND, tuple(here[:1]))


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(stop, 0, start) for stop in (". ", "\n")) + 1
    last = min((i for stop in (". ", "\n") if (i := text.find(stop, end)) >= 0), default=len(text))
    return text[first:last]
