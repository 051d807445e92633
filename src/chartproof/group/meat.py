"""What a record does about a diagnosis: monitored, evaluated, assessed, treated (MEAT).

A convention of the industry for risk adjustment audits, no rule of CMS: what CMS asks for is a face-to-face record
that supports the diagnosis (Medicare Managed Care Manual, chapter 7, 120).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.coding import Assignment, Needed
from chartproof.model.reading import Standing

_WORDS = (
    (
        "monitored",
        r"monitor\w*|follow(?:ed|ing|s|[- ]?up)|recheck\w*|repeat\w*|track\w*|symptoms?|stable|controlled|worse\w*|improv\w*",
    ),
    (
        "evaluated",
        r"exam\w*|labs?|a1c|x-?ray|ct|mri|echo\w*|ultrasound|ekg|ecg|level|results?|shows?|reveal\w*|tests?",
    ),
    (
        "treated",
        r"continu\w*|start\w*|increas\w*|decreas\w*|prescrib\w*|refill\w*|medications?|therapy|inject\w*|refer\w*|surgery|insulin|\d+ ?mg",
    ),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _WORDS)
_ASSESSED = frozenset({Standing.PROBLEM, Standing.ASSESSED})


def meat_of(assignment: Assignment) -> tuple[str, ...]:
    """Which of the four the lines of a diagnosis tell."""
    return tuple(dict.fromkeys(_told(assignment)))


def _told(assignment: Assignment) -> Iterator[str]:
    if assignment.needed is Needed.ADDRESSED or any(m.standing in _ASSESSED for m in assignment.mentions):
        yield "assessed"
    for mention in assignment.mentions:
        for name, pattern in _PATTERNS:
            if pattern.search(mention.line.words):
                yield name
