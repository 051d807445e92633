"""A finding of a stay that the provider does not take up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.dementia import dementia_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import certainty, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Acute strokes, and what they take away.
STROKES = ("I60", "I61", "I62", "I63")
DEFICITS = ("R29.810", "R47.0", "R47.1", "R13.1", "R41.4")
#: Liver diseases whose codes say whether there are ascites.
_LIVER = ("K70.1", "K70.3", "K71.5")
#: Adverse effects of drugs.
DRUGS = ("T36", "T37", "T38", "T39", "T4", "T50")
#: What a stay watches over whenever it is told (section III: increased nursing care).
_WATCHED = ("R45.851", "R45.850")
UNASSESSED = frozenset({Standing.LISTED, Standing.TOLD})
#: What a test was done for is told by what the test showed.
_TEST_FOR = Pattern(
    r"\b(?:scan|ct|mri|ultrasound|x-?ray|films?|duplex|doppler|echo|eeg|ecg|ekg|study|endoscopy)\b(?: of the [\w-]+)?(?: (?:on )?\d{1,2}/\d{1,2})? (?:done |obtained )?(?:for|because of|to evaluate|to work up) (?:(?:an?|his|her|new|brief|some|the) )*$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def finding_not_assessed(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, symptoms and abnormal findings are coded where the provider takes them up, not where they are only told."""
    if not coding.encounter.is_stay or not any(is_symptom(a.value) for a in coding.assignments):
        return
    if coding.encounter.setting is Setting.HOSPICE:
        return  # what a narrative of the terminal illness tells is what is cared for
    if not certainty(coding)[0]:
        return
    stroke = coding.having(*STROKES)
    final = any(m.section == "discharge_dx" for m in coding.reading.mentions)
    dementia = dementia_of(coding)
    named = {sign.value for sign, _, _ in dementia.disturbed} if dementia else set()
    for assignment in coding.assignments:
        if assignment.value in named:
            continue  # a disturbance is part of the code of the dementia
        if assignment.value in _WATCHED:
            continue
        if stroke and assignment.value.startswith(DEFICITS):
            continue  # what a stroke took away is coded, though it came back before discharge
        if assignment.value == "R18.8" and coding.having(*_LIVER):
            continue  # ascites is part of the code of the liver disease
        if _is_laid_to_drug(assignment, coding):
            continue  # who names its cause takes it up
        if _is_kind_of(assignment, coding, final=final):
            continue  # what the provider takes up by its general word
        if is_symptom(assignment.value) and all(_is_left(m, final=final) for m in assignment.mentions):
            yield Reject(assignment, Why.NOT_MANAGED)


def _is_laid_to_drug(finding: Assignment, coding: Coding) -> bool:
    """Whether the very words of a finding name the drug that brought it: "steroid-induced hyperglycemia"."""
    words = {e for m in finding.mentions for e in m.evidence}
    return any(
        not words.isdisjoint(e for m in drug.mentions for e in m.evidence) for drug in coding.having(*DRUGS)
    )


def _is_kind_of(finding: Assignment, coding: Coding, *, final: bool) -> bool:
    """Whether the provider takes up the same symptom without its kind: "oropharyngeal dysphagia" of a test, "dysphagia" of the diagnoses."""
    return any(
        other is not finding
        and "unspecified" in (other.title or "").lower()
        and "unspecified" not in (finding.title or "").lower()
        and not all(_is_left(m, final=final) for m in other.mentions)
        for other in coding.having(finding.value[:5])
        if finding.value[0] == "R" and len(finding.value) > len("R13.1")
    )


def _is_left(mention: Mention, *, final: bool) -> bool:
    """Only told, or a working diagnosis of the admission that the final diagnoses leave out."""
    at = mention.evidence[0].start - mention.line.start
    if mention.standing is not Standing.PROBLEM and _TEST_FOR.search(mention.line.words, 0, at):
        return True
    return mention.standing in UNASSESSED or (final and mention.section == "admission_dx")
