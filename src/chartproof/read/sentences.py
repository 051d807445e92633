"""Cut running text into sentences, minding the abbreviations of the clinic."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?]+[\"'”’)\]*]*\s+(?=[\"'“(\[*]?[A-Z0-9•])")
_BEFORE = re.compile(r"(\S+)$")
_TITLES = frozenset(
    "dr drs mr mrs ms mx prof rev st ste jr sr fig figs vs v approx cf e.g i.e etc al dept ext "
    "mt ft hosp univ ave blvd resp sgt capt lt col gen hon inc ltd co".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos p.o i.v i.m s.c q.d b.i.d t.i.d q.i.d q.h.s p.r.n wt ht temp max min est avg bp hr rr ca "
    "vol pg pp ch sec sect art ref refs gr grav pt pts hx dx tx rx sx".split()
)


def ends(text: str, start: int, end: int) -> list[int]:
    """Give the offsets at which sentences after the first begin, between two offsets."""
    found = []
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _goes_on(text, start, match):
            found.append(match.end())
    return found


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the stop belongs to an abbreviation."""
    if match[0][0] != ".":
        return False
    at = match.start()
    word = text[max(start, text.rfind(" ", start, at) + 1) : at].lstrip("(\"'[").lower()
    if word in _TITLES:
        return True
    if len(word) == 1 and word.isalpha():
        return bool(_INITIAL.search(text, max(start, at - 12), at))
    return word in _BEFORE_NUMBER and text[match.end()].isdigit()


_INITIAL = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof)\.? (?:[A-Z][a-z]* )?|\b[A-Z]\. ?)[A-Z]$")
