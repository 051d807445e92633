"""Fractures: whether one has healed."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Time

_HEALED = Pattern(r"\bhealed\b|\bh/o\b|\bhistory of\b", re.IGNORECASE)


def is_healed(mention: Mention) -> bool:
    """Whether a fracture is told as past, or as healed."""
    return mention.assertion.time is Time.PAST or bool(_HEALED.search(mention.line.words))
