"""What only the description of an operation names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What a description alone may tell: childbirth, complications of the operation, injuries, adhesions.
_TOLD_THERE = (
    "O",
    "P",
    "S",
    "T",
    "Z",
    "K66.0",
    "N73.6",
    "K91",
    "N99",
    "I97",
    "J95",
    "G97",
    "M96",
    "H59",
    "H95",
    "D78",
    "E89",
    "L76",
)
#: Parts that describe how it was done.
_DESCRIBED = frozenset({"procedure", "technique"})
#: A line of a report that tells something else by its label: "Anesth: LMA. ASA 2 - mild intermittent asthma".
_LABELLED = Pattern(r"[ \t]*(?!proc|oper|descr|detail|techn|surg)[A-Za-z][A-Za-z ./-]{1,28}:", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.N", URL),
)
def only_in_the_operation(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where a report states the postoperative diagnosis, words of how the operation was done are no diagnoses of their own."""
    stated = {m.document for m in coding.reading.mentions if m.section == "postop_dx" and is_certain(m)}
    for assignment in coding.assignments if stated else ():
        if assignment.needed is Needed.ALSO and _is_described(assignment, stated, coding):
            yield Reject(assignment, Why.UNSUPPORTED)


def _is_described(assignment: Assignment, stated: set[str], coding: Coding) -> bool:
    """Whether no words but those of the description name it."""
    return (
        bool(assignment.mentions)
        and not assignment.value.startswith(_TOLD_THERE)
        and all(m.section in _DESCRIBED and m.document in stated for m in assignment.mentions)
        and not any(_LABELLED.match(*_written_line(m, coding)) for m in assignment.mentions)
    )


def _written_line(mention: Mention, coding: Coding) -> tuple[str, int]:
    """The text of a mention's document, and where its written line begins."""
    text = coding.encounter.document(mention.document).text
    return text, text.rfind("\n", 0, mention.evidence[0].start) + 1
