"""A condition of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Subject
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What a contact with others leaves with the patient; the words that say the contact are no other's condition.
CONTACTS = ("Z20", "Z77")
#: What ails a mother who nurses, told on her child's record.
NURSING = ("N64", "O91", "O92")
_MET_BY = Pattern(
    r"\b(?:husband|wife|spouse|partner|boyfriend|girlfriend|roommate|coworker|friend|mother|father|brother|sister|son|daughter)s? "
    r"(?:was|were|is|had|has)(?: been| recently| also)? $",
    re.IGNORECASE,
)
#: Whom it was done to.
_AT_PATIENT = Pattern(r"\b(?:her|him|me|(?:the )?(?:patient|pt))\b", re.IGNORECASE)
_CONTACT = Pattern(r"contact|expos|second[- ]?hand|case", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV", URL),
)
def other_person(coding: Coding, _: Books) -> Iterator[Reject]:
    """Code the patient's conditions and contacts; what a partner, a donor or a contact has is not coded, nor what ails a newborn's mother who nurses."""
    for assignment in coding.assignments:
        if any(
            m.assertion.subject is Subject.OTHER
            and not (_is_met(m, assignment) or _is_done_to_patient(m, assignment))
            for m in assignment.mentions
        ) or (assignment.value.startswith(NURSING) and is_newborn(coding)):
            yield Reject(assignment, Why.OTHER_PERSON)


def _is_done_to_patient(mention: Mention, assignment: Assignment) -> bool:
    """Whether another is named as who assaulted the patient: "husband swung a broom handle at her"."""
    assault = "X92" <= assignment.value[:3] <= "Y09"
    return assault and _AT_PATIENT.search(mention.line.words) is not None


def _is_met(mention: Mention, assignment: Assignment) -> bool:
    """Whether only the words of the contact itself name another: "household contact with a case", "exposure (coworker)"."""
    cues, line = mention.assertion.cues, mention.line
    met = all(_CONTACT.search(cue.words) or cue.words.startswith("(") for cue in cues)
    if not assignment.value.startswith(CONTACTS) or not met:
        return False
    return not any(_MET_BY.search(line.words[: max(0, cue.start - line.start)]) for cue in cues)
