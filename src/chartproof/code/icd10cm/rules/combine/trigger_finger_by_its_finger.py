"""Which finger triggers, told elsewhere in the note than its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.under import flat
from chartproof.code.icd10cm.underdosed import sentence_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

OPEN = "M65.30"
_FINGERS = (
    ("thumb", "M65.31"),
    ("index", "M65.32"),
    ("middle", "M65.33"),
    ("long", "M65.33"),
    ("ring", "M65.34"),
    ("little", "M65.35"),
    ("small", "M65.35"),
)
#: A finger with its side, and that it catches: "her right middle finger has been catching".
_CATCHES = r"(?:catch\w*|lock\w*|trigger\w*|click\w*|snap\w*|A1 pulley)"
_FINGER = r"(?P<{0}side>left|right) (?P<{0}finger>thumb|(?:index|middle|long|ring|little|small)(?= (?:finger|digit)))"
_TOLD = Pattern(
    rf"\b{_FINGER.format('a')}\b[^.;]{{0,90}}\b{_CATCHES}\b|\b{_CATCHES}\b[^.;]{{0,50}}\b{_FINGER.format('b')}\b",
    re.IGNORECASE,
)
_NOT = Pattern(r"\b(?:no|not|without|denies|never|resolved)\b", re.IGNORECASE)
#: A finger that was treated at another time, and that it catches all the same.
_PAST = Pattern(
    r"\b(?:had|s/p|status post|after|underwent|prior|previous|old|history of)\b[^.;]{0,40}\brelease|\breleased\b|\bused to\b"
    r"|\b(?:releas\w+|inject\w+|treat\w+|fixed|operat\w+|surgery|resolved)\b[^.;]{0,60}\b(?:ago|in (?:19|20)\d\d|last \w+|before|previously|earlier|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
_AGAIN = Pattern(r"\b(?:still|again|recur\w*|is back|came back|continues?|persist\w*)\b", re.IGNORECASE)
_SIDES = {"r": "1", "l": "2"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def trigger_finger_by_its_finger(coding: Coding, books: Books) -> Iterator[Give]:
    """A trigger finger whose name leaves the finger open is the one finger that the note says catches."""
    for finger in coding.having(OPEN):
        told = [(e, value) for e in said(coding, _TOLD) if _is_now(e, coding) and (value := _code(e))]
        if len({value for _, value in told}) == 1:
            words, value = told[0]
            if books.tabular.billable(value) is not None:
                yield Give(value, (finger, words), (finger,), finger.needed)


def _is_now(words: Evidence, coding: Coding) -> bool:
    """Whether its sentence tells of a finger that catches now, not of one that was treated before."""
    sentence = flat(sentence_of(coding.encounter.document(words.document), words))
    return not _NOT.search(words.words) and (not _PAST.search(sentence) or bool(_AGAIN.search(sentence)))


def _code(words: Evidence) -> str | None:
    """The code of the finger and the side."""
    found = _TOLD.search(words.words)
    if found is None:
        return None
    side, finger = (found["aside"] or found["bside"]), (found["afinger"] or found["bfinger"])
    stem = next(code for name, code in _FINGERS if name == finger.lower())
    return f"{stem}{_SIDES[side[0].lower()]}"
