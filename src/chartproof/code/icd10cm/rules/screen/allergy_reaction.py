"""What an allergen once did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.allergies import stretches
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What heads a problem, or brought the patient, is of today whatever it is to.
TAKEN_UP = frozenset({Standing.PROBLEM, Standing.REASON})

#: "Penicillin allergy (anaphylaxis)" heads a problem by the allergy.
_ALLERGY = Pattern(r"\ballerg(?:y|ies|ic)\b", re.IGNORECASE)
#: Conditions that stay with a patient and that an allergen may bring about.
OF_ALLERGY = ("J30", "J45", "L20", "H10")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def allergy_reaction(coding: Coding, _: Books) -> Iterator[Reject]:
    """The reaction noted beside an allergen in the allergy list is not a condition of today; the allergy status may be."""
    told = tuple(stretches(coding))
    for assignment in coding.assignments:
        if row_for("chronic_conditions", assignment.value) and not assignment.value.startswith(OF_ALLERGY):
            told_there: tuple[
                Evidence, ...
            ] = ()  # "allergy to penicillin, hypertension" is a list of its own
        else:
            told_there = told
        listed = all(m.section == "allergies" or _within(m, told_there) for m in assignment.mentions)
        if listed and assignment.mentions and not assignment.value.startswith("Z"):
            yield Reject(assignment, Why.HISTORY)


def _within(mention: Mention, told: tuple[Evidence, ...]) -> bool:
    at = mention.evidence[-1]
    behind = _ALLERGY.search(mention.line.words[: max(0, at.start - mention.line.start)]) is not None
    return (behind or mention.standing not in TAKEN_UP) and any(
        part.document == at.document and part.start <= at.start and at.end <= part.end for part in told
    )
