"""The result of a test that a narrative only tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import WHY

#: Chapters whose codes the words of a result may lead to.
RESULTS = ("R17", "R7", "R82", "R89", "R94", "D5", "D6", "D7", "E78", "E83", "E87")
#: What an image or a tracing shows of a heart, an artery or a lung, and the label of such a reading.
SEEN = ("I51.7", "I70.0", "I70.8", "J98.11")
_READS = Pattern(
    r"\W*(?:(?:repeat|bedside|transthoracic|transesophageal|limited|chest|abdominal|renal|head|brain|portable|\d+-lead|admission) )*"
    r"(?:echo\w*|tte|tee|ekg|ecg|electrocardiogram|cxr|x-?rays?|films?|radiographs?|ct[ap]?|mri|mra|ultrasound|us|duplex|scan|imaging|telemetry)"
    r"(?: (?:of|on|with|without|from|today|chest|head|brain|abdomen|pelvis|[\d/]+|the|and|contrast)){0,6}"
    r"\s*(?:[:\u2013-]|\b(?:showed|shows|with|revealed|demonstrated|read as|notable for)\b)",
    re.IGNORECASE,
)
#: That something was measured high or low, or came back positive.
_CHANGED = Pattern(
    r"\b(?:elevat\w+|increas\w+|rais\w+|high(?:er)?|low(?:er)?|decreas\w+|reduc\w+|prolong\w+|positive|waves?|rise|drop)\b",
    re.IGNORECASE,
)
#: What is measured.
_MEASURED = Pattern(
    r"\b(?:esr|crp|c-?reactive|sedimentation|creatinine|cpk|ck|kinase|pth|parathyroid|ldh|dehydrogenase|lactate|alt|ast|gpt|got|ggt|gamma|"
    r"transaminases?|enzymes?|phosphatase|bilirubin|ferritin|albumin|proteins?|cea|psa|ca|ana|antibod\w+|antigens?|cultures?|qtc?|t|q|st|"
    r"calcium|cholesterol|triglycerides?|h(?:a)?emoglobin|eosinophils?|lymphocytes?|platelets?|leu[ck]ocytes?|wbc|glucose|troponins?|"
    r"potassium|sodium|magnesium|phosph\w+|amylase|lipase|urea|ammonia|d-?dimer|fibrinogen|procalcitonin|titers?|factor)\b",
    re.IGNORECASE,
)
#: What the patient came for, or was found in.
_REASON = Pattern(
    rf"\b(?:{WHY}|for|study of|referred (?:for|with)|evaluat\w+ of|examination of)\b[^.;,]{{0,40}}$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def result_only_told(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, an abnormal result that is told with the others, and made nothing of, is not coded."""
    if not coding.encounter.is_stay:
        return
    for assignment in coding.having(*RESULTS):
        if assignment.mentions and all(map(_is_result, assignment.mentions)):
            yield Reject(assignment, Why.NOT_MANAGED)
    for assignment in coding.having(*SEEN):
        if assignment.mentions and all(_is_of_an_image(m, coding) for m in assignment.mentions):
            yield Reject(assignment, Why.NOT_MANAGED)


def _is_of_an_image(mention: Mention, coding: Coding) -> bool:
    """Whether its sentence only reads an image or a tracing: "Echo: EF 60%, mildly enlarged left atrium"."""
    if mention.standing in {Standing.PROBLEM, Standing.REASON}:
        return False
    text, at = coding.encounter.document(mention.document).text, mention.evidence[-1].start
    sentence = text[max(text.rfind(". ", 0, at) + 2, text.rfind("\n", 0, at) + 1, 0) : at]
    return _READS.match(sentence) is not None and not _REASON.search(sentence)


def _is_result(mention: Mention) -> bool:
    """Whether its words only say that something was measured high or low, in no assessment, as no reason of care."""
    if mention.standing is not Standing.TOLD:
        return False
    said = " ".join(e.words for e in mention.evidence)
    return bool(_CHANGED.search(said) and _MEASURED.search(said)) and not _REASON.search(ahead(mention))
