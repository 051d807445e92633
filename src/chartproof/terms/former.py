"""A worsening that was, not this one: "last exacerbation in January", "previous flares"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.words import Words

#: Words (folded) of a worsening, and those that put it before.
_WORSE = frozenset({"flare", "flareup", "exacerbation", "exacerbated"})
_BEFORE = frozenset({"last", "prior", "previous", "past"})
#: Between the two: this one is meant after all, as in "prior to this flare".
_PRESENT = Pattern(r"\b(?:this|the|current|present)\b", re.IGNORECASE)


def is_former(words: Words, i: int) -> bool:
    """Whether a word names a worsening that was before."""
    if words.folded[i] not in _WORSE:
        return False
    before = next((j for j in range(max(0, i - 2), i) if words.folded[j] in _BEFORE), None)
    return before is not None and not _PRESENT.search(words.text, words.ends[before], words.starts[i])
