"""A procedure that was planned and not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import WHY

VALUE = "Z53.09"
CALLED_OFF = Pattern(
    r"\b(?:surgery|operation|procedure|case|arthroplasty|colonoscopy|endoscopy|catheterization|tha|tka|chemotherapy|\w{4,}ectomy|\w{4,}plasty)\s+"
    r"(?:(?:was|were|is|had|has|to|be|been|therefore|then)\s+){0,3}"
    r"(?:cancel+ed|not (?:done|performed|carried out|undertaken)|postponed|called off|aborted|deferred)\s+"
    rf"(?:\w+\s+){{0,2}}?(?:{WHY}|for|given|on account of|owing to)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Z53.0"),
)
def procedure_not_carried_out(coding: Coding, books: Books) -> Iterator[Give]:
    """A planned procedure that was called off because of a condition of the patient is told besides what it was for."""
    for cause in coding.assignments:
        if cause.value[0] in "VWXYZ" or books.tabular.billable(VALUE) is None:
            continue
        for mention in cause.mentions:
            found = CALLED_OFF.search(mention.line.words)
            start = mention.line.start
            if found and is_certain(mention) and mention.evidence[0].start >= start + found.end():
                words = document_of(coding, mention.document).quote(
                    start + found.start(), start + found.end()
                )
                yield Give(VALUE, because=(cause, words), needed=Needed.OBLIGED)
                return
