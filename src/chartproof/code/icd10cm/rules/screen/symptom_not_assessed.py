"""A symptom told and not taken up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import OF_THE_PROSTATE
from chartproof.code.icd10cm.dementia import dementia_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.stroke import left_by, sequela_code, strokes
from chartproof.code.icd10cm.symptoms import OUTPATIENT, certainty, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def symptom_not_assessed(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where an outpatient assessment establishes diagnoses, symptoms it does not take up are not coded."""
    if coding.encounter.setting not in OUTPATIENT or not any(is_symptom(a.value) for a in coding.assignments):
        return
    established, disease, doubt = certainty(coding)
    if not established:
        return
    gone = {Standing.LISTED, Standing.TOLD}
    if disease and not doubt:
        gone.add(Standing.REASON)
    dementia = dementia_of(coding)
    named = {sign.value for sign, _, _ in dementia.disturbed} if dementia else set()
    for assignment in coding.assignments:
        if assignment.value in named:
            continue  # a disturbance is part of the code of the dementia
        if sequela_code(assignment, "3") and any(left_by(assignment, s, coding) for s in strokes(coding)):
            continue  # what a stroke left is coded as its sequela
        if _asked_by_the_prostate(assignment, coding):
            continue
        if is_symptom(assignment.value) and all(
            m.standing in gone or _is_ground(m) for m in assignment.mentions
        ):
            yield Reject(assignment, Why.NOT_MANAGED)


#: Where the story of the visit is told; a list of systems asked through is none.
_STORY = frozenset({"hpi", "chief_complaint", "reason_for_visit", "subjective", "interval_history"})


def _asked_by_the_prostate(symptom: Assignment, coding: Coding) -> bool:
    """Whether the note at an enlarged prostate with urinary symptoms asks for it, and the story of the visit tells it."""
    if not symptom.value.startswith(OF_THE_PROSTATE):
        return False
    prostate = [a for a in coding.having("N40.1", "N40.3") if a.needed is Needed.ADDRESSED]
    return bool(prostate) and any(m.section in _STORY for m in symptom.mentions)


#: "Given his age and fatigue I recommended ablation": why something was chosen for the disease, no problem of its own.
_GIVEN = Pattern(
    r"(?:^|[.;,] ?)(?:given|in view of|in light of|considering) (?:his|her|their|the patient['\u2019]s) (?:[\w-]+,? ){0,6}?$",
    re.IGNORECASE,
)
_CHOSEN = Pattern(
    r"[^.;]{0,40}?,? (?:i|we)(?:['\u2019](?:d|ll|ve))? (?:(?:have|had|would|will|do|also|therefore) )?(?:recommend\w*|suggest\w*|advis\w*|favor\w*|prefer\w*|chose|elected|decided|opted|discussed|offered)\b",
    re.IGNORECASE,
)


def _is_ground(mention: Mention) -> bool:
    """Whether it is only told as the ground of what is advised, in a sentence of the assessment that heads no problem."""
    if mention.standing is not Standing.ASSESSED or not mention.evidence:
        return False
    words, at = mention.line.words.replace("\n", " "), mention.line.start
    first, last = mention.evidence[0].start - at, mention.evidence[-1].end - at
    return bool(_GIVEN.search(words[: max(0, first)]) and _CHOSEN.match(words, last))
