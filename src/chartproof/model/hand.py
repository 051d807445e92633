"""Whose hand a record is in, where that decides what of it may be billed: a surgeon's, an anesthetist's, an ambulance crew's."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from chartproof.model.record import Document


class Hand(Enum):
    """Those whose records tell of no visit, and name work by what it was part of."""

    SURGEON = "surgeon"
    ANESTHETIST = "anesthetist"  # names the operation, which is the surgeon's
    CREW = "ambulance crew"  # names what was done on the way, which is part of the transport


#: How each begins its record.
_CALLED = {
    Hand.ANESTHETIST: re.compile(
        r"\banesthe(?:sia|tic|siology)(?: (?:care|intra-?op\w*|procedure|billing|case|service|time))* (?:record|report|note|summary|chart|sheet|log)\b"
    ),
    Hand.SURGEON: re.compile(
        r"^\W*(?:brief |dictated )?(?:operative|operation|op|surgeon'?s|surgical) (?:report|note|record)\b"
    ),
    Hand.CREW: re.compile(
        r"\b(?:ambulance|ems|paramedic|prehospital|air medical|flight|medical transport) (?:\w+ ){0,2}(?:report|record|sheet|narrative|log|ticket|transport|note)\b|"
        r"\bpatient care report\b|^\W*(?:run|trip) (?:report|sheet|ticket)\b"
    ),
}
#: What only each writes down, wherever it stands.
_WRITES = {
    Hand.ANESTHETIST: re.compile(
        r"\b(?:anesthesia|anes\.?|anesthetic) (?:care )?(?:start|begin|began|started|stop|stopped|end|ended|finish|time|times|minutes)\b(?! out)|"
        r"\banesthesia was (?:begun|started|ended|stopped)\b"
    ),
    Hand.CREW: re.compile(
        r"\bloaded (?:statute |ground )?mil(?:e|es|eage)\b|\bmil(?:es|eage) loaded\b|"
        r"\b(?:bls|als|sct|als ?[12]) (?:\w+ ){0,2}(?:unit|ambulance|crew)\b[^.]{0,60}\b(?:dispatched|responded|requested)\b"
    ),
}
_BEFORE = re.compile(r"\bpre-?op(?:erative)? (?:diagnos[ie]s|dx)\b")
_AFTER = re.compile(r"\bpost-?op(?:erative)? (?:diagnos[ie]s|dx)\b")
_FIRST = re.compile(r"[.:\n]")
#: A title stands in the first characters, the diagnosis that led to an operation soon after.
_TITLE, _OPENING = 100, 400


def hand_of(document: Document) -> Hand | None:
    """Whose record a document is: by what it is called, else by what only they write; None for any other."""
    return _hand((document.kind or "").lower(), document.text)


@lru_cache(maxsize=64)
def _hand(kind: str, text: str) -> Hand | None:
    low = text.lower()
    titles = (f"{kind} record", _FIRST.split(low.strip()[:_TITLE])[0])
    for hand, pattern in _CALLED.items():
        if any(pattern.search(title) for title in titles):
            return hand
    if _BEFORE.search(low, 0, _OPENING) and _AFTER.search(low):
        return Hand.SURGEON
    return next((hand for hand, pattern in _WRITES.items() if pattern.search(low)), None)
