"""The kind of a condition that the words behind its bare name tell: "Her atrial fibrillation has been persistent", "I would call this partial remission"."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.under import said_below
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence

_RHYTHM = (
    r"\b(?:it|this|that|(?:a-? ?fib|af|fibrillation|arrhythmia|rhythm)) (?:has been|have been|is|was|remains|has become|became|had been)(?: now| considered| clearly)? %s\b"
    r"(?! (?:symptoms?|palpitations|dyspnea|cough|pain|tachycardia))"
)
_REMISSION = (
    r"(?<!not )(?<!never )(?<!yet )\b(?:in|call (?:this|it|that)(?: an?| in)?|consider (?:this|it|her|him|them)(?: to be)?(?: in)?|this is(?: an?)?|represents?|reached|achieved) "
    r"(?:%s) remission\b"
)
_FULL, _PARTIAL = _REMISSION % "full|complete", _REMISSION % "partial|incomplete"
#: By the code of the bare name: what is said, and the code of that kind.
KINDS: dict[str, tuple[tuple[Pattern, str], ...]] = {
    "I48.91": tuple(
        (Pattern(_RHYTHM % words, re.IGNORECASE), value)
        for words, value in (
            ("(?:long-?standing|long-standing,?) persistent", "I48.11"),
            ("persistent", "I48.19"),
            ("paroxysmal", "I48.0"),
            ("permanent", "I48.21"),
        )
    ),
    "F33.9": ((Pattern(_PARTIAL, re.IGNORECASE), "F33.41"), (Pattern(_FULL, re.IGNORECASE), "F33.42")),
    "F32.9": ((Pattern(_PARTIAL, re.IGNORECASE), "F32.4"), (Pattern(_FULL, re.IGNORECASE), "F32.5")),
}
#: The sentence is not sure, or tells of what is hoped for or was.
_NOT_SO = Pattern(
    r"\b(?:if|whether|unless|not|never|no longer|may|might|could|possibl\w+|unclear|until|goal|toward|aim\w*|hop\w+|was once|used to)\b|\?",
    re.IGNORECASE,
)


def kind_behind(assignment: Assignment, coding: Coding) -> tuple[str, Evidence] | None:
    """The code of the kind that its line or the sentences of its problem tell behind a bare name, with the words."""
    for mention in assignment.mentions:
        for words, value in KINDS.get(assignment.value, ()) if is_certain(mention) else ():
            if (said := _said(mention, coding, words)) is not None:
                return value, said
    return None


def _said(mention: Mention, coding: Coding, words: Pattern) -> Evidence | None:
    document, line = document_of(coding, mention.document), mention.line
    found = words.search(document.text, mention.evidence[0].start, line.end)
    said = document.quote(*found.span()) if found else said_below(coding, mention.evidence[-1], words)
    if said is None:
        return None
    start = max(document.text.rfind(stop, 0, said.start) for stop in (". ", "\n", ";")) + 1
    return None if _NOT_SO.search(document.text, start, said.end) else said
