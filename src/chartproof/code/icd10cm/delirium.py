"""Delirium as a record names it.

Source: ICD-10-CM Tabular List F05, R41.0.
"""

from __future__ import annotations

import re

from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention

#: Not otherwise specified, and due to a known physiological condition.
OPEN, KNOWN = "R41.0", "F05"
_NAMED = Pattern(r"\b(?:delirium|delirious|sundown\w*)\b", re.IGNORECASE)


def named(code: Assignment) -> tuple[Mention, ...]:
    """The mentions that call it delirium; disorientation and confusion are none."""
    return tuple(m for m in code.mentions if any(_NAMED.search(e.words) for e in m.evidence))
