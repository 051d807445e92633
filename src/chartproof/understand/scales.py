"""Find the scores of scales: the Glasgow coma scale, in all or in parts, and the NIH stroke scale.

A score "T" (intubated, not testable) is none: the classification has no code for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Page
from chartproof.model.record import Measure
from chartproof.terms.sought import sought

_LINK = r"(?:\s*\([^()\n]{0,12}\))?(?:\s+(?:scale|score|scored|recorded|rated|calculated|total|was|is|of|at|as|on|in|the|arrival|admission|presentation|scene|field|ed|here|our|this|hospital|upon|initial(?:ly)?))*\s*[:=-]?\s*"
_COMA = Pattern(
    rf"\b(?:gcs|glasgow(?: coma)?(?: scale)?(?: \(gcs\))?)\b{_LINK}(?P<total>1[0-5]|[3-9])(?:\s*/\s*15)?(?![\w/]|\.\d|\s*t\b)",
    re.IGNORECASE,
)
_PARTS = Pattern(
    r"\be(?:yes?)?(?: opening)?\s*[:=]?\s*(?P<eyes>[1-4])(?:\s*/\s*4)?(?:\s*\([^()\n]{0,30}\))?[\s,;()+-]*"
    r"v(?:erbal)?(?: response)?\s*[:=]?\s*(?P<verbal>[1-5])(?:\s*/\s*5)?(?:\s*\([^()\n]{0,30}\))?[\s,;()+-]*(?:and )?"
    r"m(?:otor)?(?: response)?\s*[:=]?\s*(?P<motor>[1-6])(?![\w])",
    re.IGNORECASE,
)
#: What the eyes, the voice and the limbs did, each with its score in brackets.
_TOLD = Pattern(
    r"\b(?:opens eyes|eyes? open\w*)\b[^.;:\n()]{0,30}\((?P<eyes>[1-4])\)[\s,;]*(?:and )?"
    r"[^.;:\n()]{3,30}\((?P<verbal>[1-5])\)[\s,;]*(?:and )?[^.;:\n()]{3,30}\((?P<motor>[1-6])\)",
    re.IGNORECASE,
)
_STROKE = Pattern(
    rf"\b(?:nihss|nih stroke scale|national institutes of health stroke scale)(?: \(nihss\))?\b{_LINK}(?P<total>\d{{1,2}})(?:\s*/\s*42)?(?!\w|\.\d|\s*/\s*\d)",
    re.IGNORECASE,
)
#: Its items, and their sum: "NIHSS: LOC 0, gaze 1, face 2, ... TOTAL 16".
_STROKE_ITEMS = Pattern(
    r"\b(?:nihss|nih stroke scale)\b[^:\n]{0,40}:\s*(?:[a-z][a-z /-]{1,20} \d[,;]? ?){5,15}\W{0,3}(?:total|sum)\W{0,3}(?P<total>\d{1,2})\b",
    re.IGNORECASE,
)
#: The score in front of its scale: "8 points on the Glasgow scale", "an 8-point Glasgow coma scale".
_AHEAD = r"\b(?P<total>%s)(?:\s*/\s*(?:15|42))?(?:[- ]points? (?:(?:on|in|of|at|by|according to) )?(?:the )?| (?:on|in) the )"
_COMA_BEHIND = Pattern(
    _AHEAD % r"1[0-4]|[3-9]" + r"(?:gcs|glasgow(?: coma)? (?:scale|score))\b(?!\s*(?:of|was|is|[:=])?\s*\d)",
    re.IGNORECASE,
)
_STROKE_BEHIND = Pattern(
    _AHEAD % r"[1-9]|[1-3]\d|4[01]" + r"(?:nihss|nih stroke scale)\b(?!\s*(?:of|was|is|[:=])?\s*\d)",
    re.IGNORECASE,
)
#: The highest score of the stroke scale.
_WORST = 42


def scales_in(page: Page) -> Iterator[Measure]:
    """Give each score of a page: coma scale (its parts, or the total), stroke scale."""
    text = page.document.text
    for found in (*sought(_COMA, text), *sought(_COMA_BEHIND, text)):
        yield _measure("coma scale", "total", found, page)
    for found in (*sought(_PARTS, text), *sought(_TOLD, text)):
        for part in ("eyes", "verbal", "motor"):
            yield _measure(f"coma scale {part}", part, found, page)
    for found in (*sought(_STROKE, text), *sought(_STROKE_ITEMS, text), *sought(_STROKE_BEHIND, text)):
        if int(found["total"]) <= _WORST:
            yield _measure("stroke scale", "total", found, page)


def _measure(name: str, group: str, found: re.Match[str], page: Page) -> Measure:
    return Measure(name, Decimal(found[group]), None, page.document.quote(*found.span()))
