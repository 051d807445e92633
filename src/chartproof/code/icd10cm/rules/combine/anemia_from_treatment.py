"""Anemia that the treatment of a cancer brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

_INDUCED = r"\b(?:chemo\w*|immunotherapy)[- ](?:induced|related|associated)"
_CHEMO = Pattern(
    rf"\b(?:{FROM}|related to|associated with|after) (?:\w+ ){{0,2}}?(?:chemo\w*|immunotherapy|antineoplastic\w*)|"
    rf"{_INDUCED}",
    re.IGNORECASE,
)
_RADIATION = Pattern(
    rf"\b(?:{FROM}|related to|after) (?:\w+ ){{0,2}}?(?:radiotherapy|radiation|xrt)\b|"
    r"\b(?:radiotherapy|radiation)[- ](?:induced|related|associated)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.c.2", URL),
)
def anemia_from_treatment(coding: Coding, _: Books) -> Iterator[Give]:
    """Anemia laid to chemotherapy or immunotherapy takes the adverse effect besides, anemia laid to radiotherapy the procedure as its cause."""
    for anemia in coding.having("D64.81", "D64.9", "D64.89", "D63.0"):
        if anemia.value == "D64.81" or says(anemia, _CHEMO) or _told_behind(anemia, coding):
            gone = () if anemia.value == "D64.81" else (anemia,)
            yield Give("D64.81", because=(anemia,), instead_of=gone)
            if not coding.having("T45.1X5"):
                yield Give("T45.1X5A", because=(anemia,), needed=Needed.OBLIGED)
        elif says(anemia, _RADIATION) and not coding.having("Y84.2"):
            yield Give("Y84.2", because=(anemia,), needed=Needed.OBLIGED)


#: Behind the head of a problem, in its own sentence or the next, after what was measured: "Anemia. Hgb 6.9, chemo-induced".
_NEXT, _TOLD = 90, Pattern(rf"\W{{0,3}}[^\n]*?{_INDUCED}\b", re.IGNORECASE)


def _told_behind(anemia: Assignment, coding: Coding) -> bool:
    """Whether the sentence behind the head of its problem lays it to chemotherapy, and names nothing else."""
    for m in anemia.mentions:
        if m.standing is not Standing.PROBLEM:
            continue
        behind = coding.encounter.document(m.document).text[m.evidence[-1].end :][:_NEXT].split("\n")[0]
        found = _TOLD.match(behind)
        others = (o for o in coding.reading.mentions if o is not m and o.document == m.document)
        start = m.evidence[-1].end
        if found and not any(start <= e.start < start + found.end() for o in others for e in o.evidence):
            return True
    return False
