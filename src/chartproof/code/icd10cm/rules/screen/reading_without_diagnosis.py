"""A blood pressure that was high, of a patient in whom hypertension is not diagnosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing, Subject
from chartproof.model.results import Because, Give, Reject
from chartproof.rules.core import rule

HYPERTENSION, READING = "I10", "R03.0"
#: The disease by its name.
_NAMED = Pattern(r"\bhypertens|\bhtn\b", re.IGNORECASE)
_LISTS = frozenset({"pmh", "problem_list"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.7", URL),
)
def reading_without_diagnosis(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """A blood pressure told to be high is an elevated reading where the record says that hypertension is not diagnosed."""
    for high in coding.having(HYPERTENSION):
        own = [m for m in high.mentions if m.assertion.subject is Subject.PATIENT]
        if not own or any(_is_disease(m) for m in own):
            continue
        readings = coding.having(READING)
        denied = [m for m in coding.reading.mentions if _denies(m)]
        if readings and (denied or _heads(readings)):
            yield Reject(high, Why.LESS_SPECIFIC, because=readings[:1])
        elif denied:
            because: tuple[Because, ...] = (high, *denied[0].evidence, *denied[0].assertion.cues)
            yield Give(READING, because, (high,), instead_why=Why.NEGATED)


def _is_disease(mention: Mention) -> bool:
    """Whether its words name the disease, or a list of the patient's diseases has it."""
    return mention.section in _LISTS or any(_NAMED.search(e.words) for e in mention.evidence)


def _denies(mention: Mention) -> bool:
    """Whether a mention of hypertension by its name says that the patient does not have it."""
    said = mention.assertion
    return (
        mention.concept.startswith(HYPERTENSION)
        and said.presence is Presence.ABSENT
        and said.subject is Subject.PATIENT
        and any(_NAMED.search(e.words) for e in mention.evidence)
    )


def _heads(readings: tuple[Assignment, ...]) -> bool:
    return any(m.standing is Standing.PROBLEM for a in readings for m in a.mentions)
