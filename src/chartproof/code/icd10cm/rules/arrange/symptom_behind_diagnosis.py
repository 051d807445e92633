"""A symptom and the diagnosis that was made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import caused_by, head_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: Pain has an order of its own (I.C.6.b).
PAIN = "G89"
#: Convulsions with fever are the diagnosis of a child who has them, whatever brought the fever.
FEBRILE = "R56.0"
#: What parts a symptom from a disease: a sentence, or the drug that the disease is only the reason of ("epistaxis, on warfarin for AF").
_PARTS = Pattern(r";|\.\s|\b(?:on|takes|taking) [a-z]+(?: [a-z]+)? for\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.A, IV.D", URL),
)
def symptom_behind_diagnosis(coding: Coding, _: Books) -> Iterator[Order]:
    """A symptom stands first only where no related diagnosis is established: the diagnosis of one problem stands before its symptoms."""
    addressed = [a for a in coding.assignments if a.needed is Needed.ADDRESSED and may_lead(a)]
    diseases = [a for a in addressed if not is_symptom(a.value) and a.value[0] != "Z"]
    for symptom in addressed:
        if is_symptom(symptom.value) and not symptom.value.startswith((PAIN, FEBRILE)):
            related = first_of((d for d in diseases if _is_of(symptom, d)), coding)
            if related is not None:
                yield Order(related, symptom)


def _is_of(symptom: Assignment, disease: Assignment) -> bool:
    """Both head one problem and nothing parts them, or the record says that the one is due to the other."""
    return (head_one_problem(symptom, disease) and not _parted(symptom, disease)) or caused_by(
        symptom, disease
    )


def _parted(symptom: Assignment, disease: Assignment) -> bool:
    """Whether wherever a line names both a semicolon or the end of a sentence stands between, the symptom first."""
    together = [
        one.line.words[one.evidence[-1].end - one.line.start : other.evidence[0].start - one.line.start]
        for one in symptom.mentions
        for other in disease.mentions
        if one.line == other.line and one.evidence[-1].end <= other.evidence[0].start
    ]
    return bool(together) and all(_PARTS.search(between) for between in together)
