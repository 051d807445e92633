"""Two conditions told as either the one or the other (guideline II.D)."""

from __future__ import annotations

import re

from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern

#: How much may stand between the two.
_FAR = 40
_EITHER = Pattern(r"\b(?:vs\.?|versus|or|as opposed to)(?:\s|/|$)", re.IGNORECASE)


def told_either_way(one: Assignment, other: Assignment) -> bool:
    """One line, and nothing but words of choice between the two."""
    for a in one.mentions:
        for b in other.mentions:
            if a.line != b.line:
                continue
            ahead, then = sorted((a, b), key=lambda m: m.evidence[0].start)
            between = a.line.words[
                ahead.evidence[-1].end - a.line.start : then.evidence[0].start - a.line.start
            ]
            if len(between) < _FAR and _EITHER.search(between):
                return True
    return False
