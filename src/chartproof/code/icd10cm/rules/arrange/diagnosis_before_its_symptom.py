"""A disease before the symptom it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import headed, joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: Pain and sepsis have rules of order of their own (I.C.6.b, I.C.1.d); what is left of a disease stands before its sequela (I.B.10).
NOT_SUCH = ("G89", "R65")
LATE = ("B90", "B91", "B92", "B94", "G09", "I69", "U09")
#: Menses that what ails the uterus makes heavy or painful: coded besides it, behind it.
MENSES, OF_UTERUS = ("N92", "N93", "N94.6"), ("D25", "D26", "N80", "N84", "N85", "N86")
_WITH = Pattern(r"\bwith\b|\b(?:causing|manifest\w+|presenting (?:as|with))\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.b", URL),
)
def diagnosis_before_its_symptom(coding: Coding, _: Books) -> Iterator[Order]:
    """A symptom that the record lays to a disease, and that may be coded besides, stands behind it."""
    for menses in coding.having(*MENSES):
        yield from (Order(d, menses) for d in coding.having(*OF_UTERUS) if joined_by_cause(menses, d))
    for symptom in coding.assignments:
        if not is_symptom(symptom.value) or symptom.value.startswith(NOT_SUCH):
            continue
        for disease in coding.assignments:
            if disease.value[0] in "RVWXYZ" or is_symptom(disease.value):
                continue
            if disease.needed is Needed.ALSO and not _is_setting(disease, symptom):
                continue
            if disease.value.startswith(LATE) or disease.value[7:] == "S":
                continue
            if (
                joined_by_cause(symptom, disease)
                or _shown_by(disease, symptom)
                or _is_setting(disease, symptom)
            ):
                yield Order(disease, symptom)


def _shown_by(disease: Assignment, symptom: Assignment) -> bool:
    """Whether a line names the disease "with" the symptom, or manifested by it."""
    for one in disease.mentions:
        for other in symptom.mentions:
            if one.line == other.line and one.evidence[-1].end < other.evidence[0].start:
                at = one.line.start
                between = one.line.words[one.evidence[-1].end - at : other.evidence[0].start - at]
                if _WITH.search(between):
                    return True
    return False


#: How a sentence names the disease that the symptom at the head of its problem arose in.
_ARISES = Pattern(
    r"(?:(?:this|it|these|they|all of this) )?(?:is|are|was|were|occurs?|occurred|arises?|arose|developed|comes?|came)? ?"
    r"in the (?:context|setting) of (?:an? |his |her |their |the |known |underlying |chronic )*",
    re.IGNORECASE,
)


def _is_setting(disease: Assignment, symptom: Assignment) -> bool:
    """Whether a sentence under a symptom that heads a problem says that it is in the context of the disease."""
    heads = headed(symptom)
    return any(
        (m.document, m.problem) in heads
        and _ARISES.fullmatch(m.line.words, 0, m.evidence[0].start - m.line.start)
        for m in disease.mentions
    )
