"""What the words of a note say beside the codes that it names: "A with B" means a case of both in one."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.terms.words import folded

#: A note that names two conditions in one speaks of a case only where they are one.
_TWO_IN_ONE = re.compile(
    r"\b(?:with|due to|in|following|complicating|associated|secondary|sequelae? of)\b", re.IGNORECASE
)
_WITHOUT = re.compile(r"\bwithout\b.*|\(.*?\)|\[.*?\]", re.IGNORECASE)
_LINKS = frozenset(
    "with due to in following complicating associated secondary sequela of or and other nos the".split()
)


@lru_cache(maxsize=65_536)
def names(note: str, title: str) -> bool:
    """Whether a note means the code of a title: one of two conditions in one asks for both in the title."""
    return not _TWO_IN_ONE.search(note) or content(note) <= content(title)


@lru_cache(maxsize=65_536)
def content(text: str) -> frozenset[str]:
    """The words of a note or title that say what it is."""
    return frozenset(folded(_WITHOUT.sub(" ", text))) - _LINKS
