"""A disease told in the sentences of a complaint that heads their problem: it was assessed, though it heads none.

It must belong to the complaint by what is known of it and is only marked here; whether the complaint is coded besides
is asked by `integral_symptom` and `complaint_named`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.integral import integral_to
from chartproof.code.icd10cm.laid import others_told
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.named import NAMING, TALK
from chartproof.code.icd10cm.symptoms import is_certain, is_disease, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Mark
from chartproof.rules.core import rule

#: That it was told before, or was there before: it may not be what is complained of now.
_BEFORE = Pattern(
    r"\b(?:ago|last (?:year|month|week|visit|winter|spring|summer|fall)|previous(?:ly)?|prior|old|history|hx|past|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.D, IV.G", URL),
)
def disease_of_its_complaint(coding: Coding, _: Books) -> Iterator[Mark]:
    """A disease told for certain in the sentences of a complaint that heads their problem, and that belongs to it, is what was assessed."""
    complaints = [a for a in coding.assignments if is_symptom(a.value)]
    diseases = [a for a in coding.assignments if is_disease(a.value)]
    for disease in (a for a in diseases if a.needed is Needed.ALSO):
        others = [m for a in diseases if a is not disease for m in a.mentions]
        told = [m for m in disease.mentions if _tells(m) and not any(_share_words(m, o) for o in others)]
        if any(_is_of(told, complaint, disease, coding) for complaint in complaints):
            yield Mark(disease, needed=Needed.ADDRESSED)


def _tells(mention: Mention) -> bool:
    """Whether a sentence of the assessment tells it for certain, and no talk is of what may be."""
    told = mention.standing is Standing.ASSESSED and mention.section in NAMING and is_certain(mention)
    return told and not TALK.search(mention.line.words) and not _BEFORE.search(mention.line.words)


def _share_words(mention: Mention, other: Mention) -> bool:
    """Whether words of the one are words of the other, which are then said to be either."""
    return mention.line == other.line and any(
        a.start < b.end and b.start < a.end for a in mention.evidence for b in other.evidence
    )


def _is_of(told: list[Mention], complaint: Assignment, disease: Assignment, coding: Coding) -> bool:
    """Whether it is told under the complaint, belongs to it, and no other disease is named there."""
    heads = {
        (m.document, m.problem)
        for m in complaint.mentions
        if m.standing is Standing.PROBLEM and is_taken_up(m) and m.problem is not None
    }
    under = {(m.document, m.problem) for m in told} & heads
    if not under or not integral_to(complaint.value, disease.value):
        return False
    named = (a for a in coding.assignments if a.needed is Needed.ADDRESSED and is_disease(a.value))
    others = [m for a in named for m in a.mentions if is_taken_up(m)]
    return not any((m.document, m.problem) in under for m in (*others, *others_told(disease, coding)))
