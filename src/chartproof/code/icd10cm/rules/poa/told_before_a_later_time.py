"""What a stay told as a story tells before the first later time of the stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.concluded import OF_CARE, concluded, stories
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

_NTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twentieth|next|following|same|\d{1,2}(?:st|nd|rd|th))"
_SOME = rf"(?:\d+|an?|{spelled()}|several|few)"
#: A time behind the admission, an operation, or a turn that the case took.
_LATER = Pattern(
    rf"\b{_NTH} (?:hospital |post-?operative |admission )?(?:days?|weeks?|night|evening|morning|hours?)\b|\b(?:on|by) (?:the )?{_NTH}\b|\bday \d|"
    rf"\b{_SOME} (?:hours?|days?|weeks?|months?) (?:later|after(?:wards)?|into)\b|\b(?:after|at|within) {_SOME} (?:hours?|days?|weeks?)\b|"
    r"\b(?:later|subsequent(?:ly)?|thereafter|overnight|afterwards|eventually|develop\w*|complicat\w+|worsen\w*|deteriorat\w+|suddenly|course|"
    r"post-?op\w*|intra-?op\w*|surgery (?:was|showed|revealed)|operated|under(?:went|go\w*)|intubat\w+|stay|hospitali[sz]ation|discharge\w*|transfer\w*)\b|"
    r"\b(?:during|throughout) (?:the|his|her) (?:admission|infusion|procedure|treatment|delivery|labor)\b|\b\w{3,}(?:ectomy|otomy|plasty|ostomy)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.3, Appendix I.4.d", URL),
)
def told_before_a_later_time(coding: Coding, _: Books) -> Iterator[Poa]:
    """What a story without headings tells before any later time of the stay was present on admission."""
    if not reports_presence(coding.encounter) or not concluded(coding.reading):
        return
    texts = stories(coding.reading)
    ends = {d: _until(text) for d, text in texts.items()}
    for assignment in coding.assignments:
        if assignment.value.startswith(OF_CARE):
            continue
        told = [m for m in assignment.mentions if m.evidence and is_certain(m)]
        early = next((m for m in told if m.evidence[-1].end <= ends.get(m.document, 0)), None)
        if early is not None:
            yield Poa(assignment, "Y", Rung.CONCLUDED, early.evidence)


#: So many paragraphs has a story whose first tells how the patient came.
_PARAGRAPHS = 3


def _until(text: str) -> int:
    """Where the first later time of the stay is told, behind the paragraph of how the patient came."""
    parts = text.strip().split("\n\n")
    later = _LATER.search(text, len(parts[0]) if len(parts) >= _PARAGRAPHS else 0)
    return later.start() if later else len(text)
