"""The height of the sugar, which a code of diabetes may name beside the diabetes."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention

_SUGAR = Pattern(
    r"\b(?:hypo|hyper)glyc\w+|\b(?:high|low) (?:blood )?(?:sugars?|glucose)\b|\bsugars?\b", re.IGNORECASE
)
_LOW = Pattern(r"\bhypoglyc|\blow\b", re.IGNORECASE)


def names_sugar(mention: Mention) -> bool:
    """Whether it names the height of the sugar, which changes from day to day, and not the diabetes."""
    return any(_SUGAR.search(e.words) for e in mention.evidence)


def is_low(mention: Mention) -> bool:
    """Whether the sugar that it names is a low one."""
    return any(_LOW.search(e.words) for e in mention.evidence)
