"""What an operation of this stay brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.complications import brought_by_operation, follows_dated, is_complication
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.lasting import complicates_lasting, is_chronic
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.told_when import DAY_ALONE
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Role
from chartproof.model.document_kind import AT_ADMISSION
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: What the contrast of a study did.
_CONTRAST = Pattern(
    r"\bcontrast[- ](?:induced|associated|related|nephropathy)\b|\b(?:due to|from|after|2/2) (?:iv |the )?contrast\b",
    re.IGNORECASE,
)
#: A stay for chemotherapy, and what it did there.
_CHEMOTHERAPY = ("Z51.11", "Z51.12")
_ITS_ANEMIA = "D64.81"
_BY_CHEMOTHERAPY = Pattern(
    r"\b(?:chemotherapy|chemo|treatment)[- ](?:induced|associated|related)\b|\b(?:due to|from|after|2/2|secondary to|attributed to|caused by|because of) (?:the )?chemo(?:therapy)?\b",
    re.IGNORECASE,
)
#: What is called so came of the operation, whatever lasts of its kind: "post-op atrial fibrillation".
_POSTOPERATIVE = Pattern(r"\bpost-?\s?op", re.IGNORECASE)
_DURING = Pattern(r"\bduring (?:a|other)\b|\bintraoperative\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2, Appendix I.4.d", URL),
)
def arisen_after_operation(coding: Coding, _: Books) -> Iterator[Poa]:
    """A complication of care, or a condition said to follow an operation, was not present on admission where the operation was in this stay and no note of the admission has the condition."""
    if not reports_presence(coding.encounter):
        return
    # where a complication is principal, the operation that it came of was before the stay
    before = any(a.role is Role.PRINCIPAL and is_complication(a) for a in coding.assignments)
    stay = Stay(coding)
    for assignment in coding.assignments:
        if assignment.role is Role.PRINCIPAL or assignment.value[0] == "S":
            continue  # what an injury needed was done behind it
        if complicates_lasting(assignment, coding):
            continue
        words = (
            follows_dated(assignment, stay)
            if before
            else (
                brought_by_operation(assignment, stay)
                or _at_operation(assignment, stay)
                or _by_contrast(assignment, stay)
                or _by_chemotherapy(assignment, stay)
            )
        )
        if words and not _is_of_its_care(assignment, words):
            yield Poa(assignment, "N", Rung.ARISEN, (words,))


def _is_of_its_care(assignment: Assignment, words: Assignment | Evidence) -> bool:
    """Whether nothing but a day is told of what lasts: a drug of it was held on that day, or it was treated."""
    named = any(_POSTOPERATIVE.search(" ".join(e.words for e in m.evidence)) for m in assignment.mentions)
    lasts = is_chronic(assignment.value, assignment.title or "") and not named
    return lasts and isinstance(words, Evidence) and DAY_ALONE.fullmatch(words.words) is not None


def _at_operation(assignment: Assignment, stay: Stay) -> Assignment | None:
    """What befell the patient during an operation, which no note of the admission has: the operation was in the stay."""
    if not _DURING.search(assignment.title or ""):
        return None
    noted = [m for part in stay.parts(assignment) if (m := stay.noted(part, assignment))]
    # the first lines of a summary tell the operation too
    return None if any(stay.chart.kinds[m.document] in AT_ADMISSION for m in noted) else assignment


def _by_contrast(assignment: Assignment, stay: Stay) -> Assignment | None:
    """What contrast did, and what is named with it, which no note of the admission has: the study was in the stay."""
    lasts = is_chronic(assignment.value, assignment.title or "")
    if lasts or not any(_CONTRAST.search(m.line.words) for m in assignment.mentions):
        return None
    return None if any(stay.noted(part, assignment) for part in stay.parts(assignment)) else assignment


def _by_chemotherapy(assignment: Assignment, stay: Stay) -> Assignment | None:
    """What the chemotherapy did that the patient was admitted for, which no note of the admission has."""
    given = stay.coding.having(*_CHEMOTHERAPY)
    if not given or not any(_BY_CHEMOTHERAPY.search(m.line.words) for m in assignment.mentions):
        return None
    if is_chronic(assignment.value, assignment.title or "") and assignment.value != _ITS_ANEMIA:
        return None
    return None if any(stay.noted(part, assignment) for part in stay.parts(assignment)) else assignment
