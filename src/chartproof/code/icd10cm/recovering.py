"""Visits some weeks after an operation that are for its recovery, not for another complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.saying import said
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.terms.numbers import spelled
from chartproof.terms.sought import first

#: How long ago an operation was whose recovery is looked at.
SPAN = (
    rf"\b(?:about |just |almost |nearly )?(?:(?:\d{{1,2}}|an?|{spelled()}) ?(?:days?|weeks?|wks?)"
    rf"|(?:[1-6]|an?|{spelled(1, 6)}) ?(?:months?|mos?))"
)
_AFTER = (
    r"(?:after|out from|out of|out|following|since|from|s/p|status[- ]post|post(?:[- ]?op\w*)?(?: from)?)"
)
#: A note that is called one of such a visit.
_TITLE = Pattern(
    r"\bpost-?op(?:erative(?:ly)?)? (?:visit|check|follow[- ]?up|note|appointment|evaluation|recheck)\b",
    re.IGNORECASE,
)
#: In front of the weeks: that the patient comes for it, and not "for chest pain".
_COMES = Pattern(
    r"\b(?:returns?|here|comes|came|seen|back|presents?|visit|recheck|follow(?:s|ing)?[- ]up|is|now)\b"
    r"(?:(?! (?:for|with)\b(?! (?:(?:his|her|a|an|the) )*(?:(?:routine|scheduled|follow\w*|post\w*|first|wound|suture|staple|check|recheck|visit)\b|$)))[^.;\n]){0,60}$",
    re.IGNORECASE,
)
_WELL = r"\b(?:doing|recover\w*|heal\w*|progress\w*|s/p|status[- ]post|post-?op\w*|after|following)\b[^.;\n]{0,40}\b"
#: So much of a note is its title.
_OPENS = 120


@lru_cache(maxsize=64)
def _named(operation: str) -> Pattern:
    return Pattern(rf"\b(?:{operation})\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def _weeks(operation: str) -> Pattern:
    way = rf"{SPAN},? {_AFTER}\b[^.;\n]{{0,60}}?\b(?:{operation})\b|\b(?:{operation})\b[^.;\n]{{0,40}}?{SPAN} (?:ago|earlier|out|post[- ]?op\w*|back)\b"
    return Pattern(way, re.IGNORECASE)


@lru_cache(maxsize=64)
def _assessed(operation: str) -> Pattern:
    return Pattern(rf"{_WELL}(?:{operation})\b", re.IGNORECASE)


def seen_after(coding: Coding, operation: str) -> Evidence | None:
    """The words that set a visit some weeks after an operation (a pattern), where the visit is for its recovery."""
    named = _named(operation)
    if coding.encounter.is_stay or not any(first(named, d.text) for d in coding.encounter.documents):
        return None
    for words in said(coding, _weeks(operation)):
        text = coding.encounter.document(words.document).text
        begins = max(text.rfind("\n", 0, words.start), text.rfind(". ", 0, words.start)) + 1
        comes = _COMES.search(text, begins, words.start) is not None
        if (
            _TITLE.search(text, 0, _OPENS)
            or (comes and _is_whole(text, words.end))
            or _is_assessed(coding, operation)
        ):
            return words
    return None


def _is_whole(text: str, end: int) -> bool:
    """Whether what stands behind names no complaint that the patient comes with."""
    return _WITH.match(text, end) is None


_WITH = Pattern(r"[^.;\n]{0,40}?\b(?:with|for|complain\w*|because)\b", re.IGNORECASE)


def _is_assessed(coding: Coding, operation: str) -> bool:
    """Whether the assessment takes the operation up as one that the patient recovers from."""
    return any(_assessed(operation).search(line.words) for line in taken_up(coding))


def taken_up(coding: Coding) -> Iterator[Evidence]:
    """The sentences of the assessment and plan."""
    for page in coding.reading.pages:
        for line in page.lines:
            if line.standing in {Standing.PROBLEM, Standing.ASSESSED}:
                yield page.document.quote(line.start, line.end)
