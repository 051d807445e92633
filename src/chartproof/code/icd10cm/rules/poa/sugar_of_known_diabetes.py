"""The sugar of a diabetes that is known rises or falls in the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.conditions import Word
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.later_days import told_only_later
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.sugars import is_low, names_sugar
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Diabetes with hyperglycemia, and with hypoglycemia.
_SUGAR = Pattern(r"E(?:08|09|10|11|13)\.6(?:5|4[19])")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.h", URL),
)
def sugar_of_known_diabetes(coding: Coding, _: Books) -> Iterator[Poa]:
    """A diabetes with hyperglycemia or hypoglycemia that came in the course of the stay was not present on admission, though the diabetes was."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        told = _sugars(assignment, stay) if _SUGAR.match(assignment.value) else []
        if not told or any(stay.is_noted(m) for m in told):
            continue
        if came := _came_later(told[0], stay):
            yield Poa(assignment, "N", Rung.SEVERAL, came.grounds)


def _sugars(assignment: Assignment, stay: Stay) -> list[Mention]:
    """What the record tells of the sugar that a code names, in order of its documents."""
    low = any(is_low(m) for m in assignment.mentions if names_sugar(m))
    named = [
        m
        for m in stay.coding.reading.mentions
        if names_sugar(m)
        and m.assertion.presence is Presence.PRESENT
        and m.assertion.subject is Subject.PATIENT
        and is_low(m) is low
    ]
    return sorted(named, key=lambda m: (stay.chart.order[m.document], m.evidence[0].start))


def _came_later(mention: Mention, stay: Stay) -> Word | None:
    """That a mention is of a later day: its words say so, or a note of the course is the first to have it."""
    word = stay.word(mention)
    if word is not None:
        return word if word.value == "N" else None
    if later := told_only_later((mention,), stay.coding):
        return Word("N", later, mention)
    return Word("N", mention.evidence, mention) if stay.is_of_course(mention.evidence) else None
