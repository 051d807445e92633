"""Cut running text into sentences, minding the abbreviations of the clinic."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: A stop, and a capital behind it; where a hurried hand writes small letters, behind a word that is no abbreviation.
_END = Pattern(
    "(?<![.!?])[.!?]+[\"'\u201d\u2019)\\]*]*\\s+(?=[\"'\u201c(\\[*]?[A-Z0-9\u2022])"
    r"|(?:(?<=[a-z]{5})|(?<=[A-Z-][A-Z]{2})|(?<=[A-Z]-[A-Z]))\.\s+(?=[a-z]{2})"
)
_INITIAL = Pattern(r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof)\.?\s(?:[A-Z][a-z]*\s)?|\b[A-Z]\.\s?)[A-Z]\Z")
_SPECIES = Pattern(
    r"(?:coli|aureus|epidermidis|pneumoniae|pyogenes|agalactiae|faecalis|faecium|aeruginosa|mirabilis|cloacae|marcescens|albicans|difficile|diff|influenzae|pylori|burgdorferi|gonorrhoeae|trachomatis|vaginalis|lugdunensis|maltophilia|baumannii|freundii|oxytoca|bovis|anginosus|fragilis|monocytogenes)\b",
    re.IGNORECASE,
)
_KIN = Pattern(
    r"\b(?:father|mother|dad|mom|brother|sister|uncle|aunt|parent|son|daughter|[mp]?g[mf])s? d\Z",
    re.IGNORECASE,
)
#: What answers a question right behind it: "History of cancer? No - chart error".
_ANSWER = Pattern(r"No(?= ?[-\u2013\u2014,;:(.]|\s*$)", re.MULTILINE)
#: Behind these a question mark ends no sentence: a sign, a test, the head of an assessment.
_APART = Pattern(
    r"(?:^|[\n:(,;/\u2013-]|\b(?:ct|cta|cxr|x-?ray|xr|mri|us|echo|ekg|ecg|imaging|a/p|imp|dx|path))\s*$",
    re.IGNORECASE,
)
#: Abbreviations that stand before a name or a further word.
_TITLES = frozenset(
    """dr drs mr mrs ms mx prof rev st ste jr sr fig figs vs v approx cf e.g i.e al dept ext mt ft
    bilat incl extrem consult hosp univ ave blvd sgt capt lt col gen hon inc ltd""".split()
)
#: Abbreviations that go on only when a number follows.
_BEFORE_NUMBER = frozenset(
    """no nos p.o i.v i.m s.c q.d b.i.d t.i.d q.i.d q.h.s p.r.n wt ht temp max min est avg bp hr rr
    ca vol pg pp ch sec sect art ref refs gr grav""".split()
)


def ends(text: str, start: int, end: int) -> list[int]:
    """Give the offsets at which sentences after the first begin, between two offsets."""
    found = [
        match.end()
        for match in _END.finditer(text, start, end)
        if match.end() < end and not _goes_on(text, start, match)
    ]
    return sorted({*found, *_items(text, start, end)}) if "|" in text[start:end] else found


#: Items of a list in one line, parted by bars; so many bars make one, and a table has as many in the next line.
_BAR, _BARS = Pattern(r" \| "), 2


def _items(text: str, start: int, end: int) -> list[int]:
    """Where the items of a list begin that bars part, which is no row of a table."""
    bars = [m.end() for m in _BAR.finditer(text, start, end) if m.end() < end]
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    above = text[text.rfind("\n", 0, max(first - 1, 0)) + 1 : max(first - 1, 0)]
    below = text[last + 1 : text.find("\n", last + 1) if text.find("\n", last + 1) >= 0 else len(text)]
    is_row = "|" in above or "|" in below or text[first:last].lstrip().startswith("|")
    return bars if len(bars) >= _BARS and bars[-1] <= last and not is_row else []


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the stop belongs to an abbreviation, or its question is answered with no."""
    at = match.start()
    if text[at] == "?" and _APART.search(text, max(start, at - 14), at):
        return True  # it questions what stands behind: "CXR: ? RLL pneumonia"
    if text[at] == "?":
        return _ANSWER.match(text, match.end()) is not None
    if text[at] != ".":
        return False
    before = text[max(start, at - 12) : at]
    word = before[max(before.rfind(" "), before.rfind("\n")) + 1 :].lstrip("([\"'").lower()
    if len(word) == 1 and word.isalpha():
        if _SPECIES.match(text, match.end()):
            return True  # a germ by its shortened name: "E. COLI"
        if word == "d" and _KIN.search(before):
            return True  # of whom a relative died: "Father d. CVA"
        return at - start < 3 or _INITIAL.search(before) is not None
    return word in _TITLES or (word in _BEFORE_NUMBER and text[match.end()].isdigit())
