"""What was found by the way in a stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_INCIDENTAL = Pattern(r"\bincidental(?:ly)?\b", re.IGNORECASE)
#: What parts one finding from the next.
_APART = Pattern(r"[.;]")
#: Care that it has after all.
_CARE = Pattern(
    r"\b(?:follow\w*|repeat\w*|refer\w*|recheck\w*|biops\w+|monitor\w*|surveil\w+|outpatient|work-?up|consult\w*|treat\w*|start\w*|"
    r"interval|pcp|discussed|aware|needs?|clinic|mri|ultrasound|resect\w*|remov\w+)\b|\bin \d+ (?:weeks?|months?)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III, III.B", URL),
)
def incidental_finding(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, a finding that the provider calls incidental and takes no care of is none of the diagnoses to report."""
    if not coding.encounter.codes_uncertain:
        return
    for assignment in coding.assignments:
        found = assignment.mentions
        if found and not assignment.value.startswith("Z") and all(_is_by_the_way(m, coding) for m in found):
            yield Reject(assignment, Why.NOT_MANAGED)


def _is_by_the_way(mention: Mention, coding: Coding) -> bool:
    """Whether its part of the line calls it incidental, and neither the line nor what its item says behind tells of care of it."""
    before, after = _APART.split(ahead(mention))[-1], _APART.split(behind(mention))[0]
    called = _INCIDENTAL.search(before) or _INCIDENTAL.search(after)
    if not called or _CARE.search(mention.line.words):
        return False
    text, own = coding.encounter.document(mention.document).text, mention.line
    end = text.find("\n", own.end)
    beside = {
        m.line for m in coding.reading.mentions if m.document == mention.document and m.line.start > own.start
    }
    ends = [line.start for line in beside if _INCIDENTAL.search(line.words)]
    return _CARE.search(text, own.end, min([len(text) if end < 0 else end, *ends])) is None
