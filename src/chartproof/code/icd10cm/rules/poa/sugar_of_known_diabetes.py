"""The sugar of a diabetes that is known rises or falls in the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

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
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Percent of glycated hemoglobin above the goal of most patients with diabetes (ADA Standards of Care, 6).
_HIGH = Decimal(8)
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
        if shown := _high_for_months(told, coding):
            yield Poa(assignment, "Y", Rung.SEVERAL, (*told[0].evidence, shown))
            continue
        if came := _came_later(told[0], stay):
            yield Poa(assignment, "N", Rung.SEVERAL, came.grounds)


def _high_for_months(told: list[Mention], coding: Coding) -> Evidence | None:
    """A glycated hemoglobin beside a sugar that is too high, which shows that it was so for months before."""
    lines = {m.line for m in told if not is_low(m)}
    for measure in coding.reading.measures:
        at = measure.evidence
        if measure.name != "a1c" or at is None or measure.value < _HIGH:
            continue
        if any(at.document == line.document and line.start <= at.start < line.end for line in lines):
            return at
    return None


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
