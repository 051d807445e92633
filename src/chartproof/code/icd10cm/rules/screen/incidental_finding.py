"""What was found by the way in a stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_INCIDENTAL = re.compile(r"\bincidental(?:ly)?\b", re.IGNORECASE)
#: What parts one finding from the next.
_APART = re.compile(r"[.;]")
#: Care that it has after all.
_CARE = re.compile(
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
        if found and not assignment.value.startswith("Z") and all(map(_is_by_the_way, found)):
            yield Reject(assignment, Why.NOT_MANAGED)


def _is_by_the_way(mention: Mention) -> bool:
    """Whether its part of the line calls it incidental, and the line tells of no care of it."""
    before, after = _APART.split(ahead(mention))[-1], _APART.split(behind(mention))[0]
    called = _INCIDENTAL.search(before) or _INCIDENTAL.search(after)
    return bool(called) and not _CARE.search(mention.line.words)
