"""What an encounter for pain is for: the control of the pain, or what causes it.

Source: ICD-10-CM Official Guidelines I.C.6.b.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing
from chartproof.terms.sought import first

#: Codes that say where it hurts.
SITES = ("M25.5", "M54.2", "M54.5", "M54.6", "M54.9", "M79.6", "M89.8X", "R07", "R10", "R51", "R52")
_CONTROL = Pattern(
    r"\bpain (?:management|control|clinic|pump)\b|\b(?:control|management) of (?:the |his |her )?pain\b|"
    r"\bnerve block\b|\b(?:epidural|steroid|facet|trigger point|joint) (?:steroid )?injections?\b|"
    r"\b(?:neuro|spinal cord )stimulator\b|(?:medial branch|facet|genicular|nerve)\b[^.;]{0,15}\bablation\b",
    re.IGNORECASE,
)
_TREATS = Pattern(
    r"\b(?:admitted|here|presents?|scheduled|encounter|surgery) (?:today )?for\b[^.;]{0,30}\b(?:fusion|kyphoplasty|"
    r"vertebroplasty|laminectomy|discectomy|decompression|arthroplasty|replacement|fixation|repair|resection)\b",
    re.IGNORECASE,
)
_STIMULATOR = Pattern(r"stimulator\b", re.IGNORECASE)
#: What a visit is said to be for, in a line that need name no condition.
_HERE = Pattern(
    r"\b(?:here|presents?|returns?|seen|admitted|visit|encounter|referred|comes? in) (?:today |back )?(?:again )?for (?:\w+ ){0,2}?"
    r"(?:pain (?:management|control)\b|(?:control|management) of (?:\w+ ){0,3}pain\b|(?:\w+ ){0,3}(?:nerve|branch|ganglion|plexus) block\b|"
    r"(?:\w+ ){0,3}(?:epidural|facet|trigger point)(?: steroid)? injections?\b)",
    re.IGNORECASE,
)
#: The same under a label: "Reason: pain control".
_LABELED = Pattern(
    r"\b(?:reason|indication|purpose|cc|chief complaint)(?: for (?:visit|procedure|encounter))?\s*:\s*(?:chronic |for )?pain (?:control|management)\b",
    re.IGNORECASE,
)
_HEADS = frozenset({Standing.REASON, Standing.PROBLEM})


def manages(mention: Mention) -> bool:
    """Whether a line tells of the control of pain."""
    return bool(_CONTROL.search(mention.line.words))


def is_for_control(coding: Coding) -> bool:
    """Whether the reason for the encounter, or a problem of it, is the control of pain."""
    if any(m.standing in _HEADS and manages(m) for m in coding.reading.mentions):
        return True
    return is_told_for_control(coding)


def is_told_for_control(coding: Coding) -> bool:
    """Whether the record says that the patient is here for it."""
    return any(
        first(_HERE, document.text) or first(_LABELED, document.text)
        for document in coding.encounter.documents
    )


def treats_cause(coding: Coding) -> bool:
    """Whether the encounter is for a procedure on what causes the pain, and no stimulator goes in besides."""
    lines = tuple(_lines(coding))
    return any(_TREATS.search(line) for line in lines) and not any(_STIMULATOR.search(line) for line in lines)


def _lines(coding: Coding) -> Iterator[str]:
    for mention in coding.reading.mentions:
        yield mention.line.words
