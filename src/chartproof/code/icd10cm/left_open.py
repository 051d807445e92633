"""What the titles of the Tabular List leave open: what is not said, not there, or something other. Each is read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.titles import ABSENT, OTHER
from chartproof.model.pattern import Pattern
from chartproof.terms.words import folded

#: What a title says where the record is silent, and what it adds.
_SILENT = Pattern(r"\bunspecified\b|\bNOS\b|not (?:otherwise )?specified", re.IGNORECASE)
_OPEN = Pattern(r"\bunspecified\b|\basymptomatic\b", re.IGNORECASE)
_WITH = Pattern(r"\bwith(?!out)\b", re.IGNORECASE)
_WHETHER = Pattern(r"\bunspecified whether\b.*", re.IGNORECASE)
_WITH_UNSAID = Pattern(r"\bwith unspecified\b|\bunspecified whether with\b", re.IGNORECASE)
#: A subdivision of the site that the others do not name ("of other finger"), not of other kinds of the disease.
_OTHERS = Pattern(r"(?<!^)\bother\b(?! and unspecified| specified)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What one title leaves open.

    `unsaid`, `absent`: how often it says that something is not said, or not there. `adds`: how often it says
    "with", `adds_more` without what follows "unspecified whether", `adds_unsaid` what it leaves unspecified.
    """

    unsaid: int
    absent: int
    adds: int
    adds_more: int
    adds_unsaid: int
    is_open: bool
    is_other: bool
    is_other_or_unsaid: bool
    is_of_others: bool
    words: tuple[str, ...]


@lru_cache(maxsize=100_000)
def left_open(title: str) -> LeftOpen:
    """What a title leaves open, and its words without "with"."""
    return LeftOpen(
        unsaid=len(_SILENT.findall(title)),
        absent=len(ABSENT.findall(title)),
        adds=len(_WITH.findall(title)),
        adds_more=len(_WITH.findall(_WHETHER.sub("", title))),
        adds_unsaid=len(_WITH_UNSAID.findall(title)),
        is_open=_OPEN.search(title) is not None,
        is_other=OTHER.search(title) is not None,
        is_other_or_unsaid="other and unspecified" in title.lower(),
        is_of_others=_OTHERS.search(title) is not None,
        words=folded(_WITH.sub(" ", title)),
    )


@lru_cache(maxsize=100_000)
def is_silent(words: str) -> bool:
    """Whether words of the list say that nothing more is said."""
    return _SILENT.search(words) is not None
