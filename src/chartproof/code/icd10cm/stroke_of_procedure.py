"""Strokes that a procedure caused: during it or after it, of the heart or of another part.

Source: ICD-10-CM Official Guidelines I.C.9.c; Alphabetic Index, Infarct, cerebral, and Hemorrhage,
intracerebral, intraoperative and postprocedural.
"""

from __future__ import annotations

import re

from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.terms.cause import DUE_TO

_STROKE = r"(?:stroke|cva|cerebrovascular accident|(?:cerebral|cerebrovascular|brain|ischemic) infarct\w*|"
_STROKE += r"(?:intra)?(?:cerebral|cranial) h(?:a)?emorrhage)"
_DURING = Pattern(
    rf"\bintra-?(?:operative|procedural)\b[^.;,]{{0,30}}\b{_STROKE}|"
    rf"\b{_STROKE}\b[^.;,]{{0,20}}\bduring (?:the |his |her )?\w*[^.;,]{{0,30}}"
    r"(?:surgery|procedure|operation|bypass|cabg|replacement|ectomy|otomy|plasty|catheterization)\b",
    re.IGNORECASE,
)
_AFTER = Pattern(
    rf"\b(?:post-?(?:operative|procedural|surgical)|peri-?operative)\b[^.;,]{{0,30}}\b{_STROKE}|"
    rf"\b{_STROKE}\b[^.;]{{0,30}}\b(?:{DUE_TO}|resulting from|as a complication of|complicating)\b[^.;]{{0,40}}"
    r"(?:surgery|procedure|operation|bypass|cabg|replacement|ectomy|otomy|plasty|catheterization)\b",
    re.IGNORECASE,
)
_TIME_ONLY = Pattern(
    rf"\b{_STROKE}\b[^.;]{{0,40}}\b(?:after|following|post-?operative day|pod ?#?\d)\b|"
    rf"\b(?:after|following|post-?operative day|pod ?#?\d)\b[^.;]{{0,40}}\b{_STROKE}",
    re.IGNORECASE,
)
_OPERATION = Pattern(
    r"\b(?:surgery|procedure|operation|bypass|cabg|replacement|\w+(?:ectomy|otomy|plasty)|catheterization|operative)\b",
    re.IGNORECASE,
)
_HEART = Pattern(r"\b(?:cabg|coronary|cardiac|heart|valve|tavr|bypass|pci|aortic root)\b", re.IGNORECASE)
_BRAIN = Pattern(
    r"\b(?:crani(?:otomy|ectomy)|brain|spinal?|neurosurg\w*|shunt|laminectomy)\b(?! infarct| hemorrhage)",
    re.IGNORECASE,
)


def code_of(stroke: Assignment) -> str | None:
    """The code of a stroke that the record lays to a procedure."""
    for mention in stroke.mentions:
        words = mention.line.words
        during = bool(_DURING.search(words))
        if during or _AFTER.search(words):
            if stroke.value.startswith("I63"):
                return f"I97.8{1 if during else 2}{0 if _HEART.search(words) else 1}"
            return f"G97.{3 if during else 5}{1 if _BRAIN.search(words) else 2}"
    return None


def only_followed(stroke: Assignment) -> bool:
    """Whether the record only says that it came after an operation."""
    lines = [m.line.words for m in stroke.mentions]
    return code_of(stroke) is None and any(_TIME_ONLY.search(w) and _OPERATION.search(w) for w in lines)
