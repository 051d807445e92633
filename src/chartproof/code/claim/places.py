"""The place of a service on a professional claim, by setting and by what the record says it is (CMS: place of service codes)."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.claim.figures import remote, rows
from chartproof.code.claim.told import first
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Payer, Setting
from chartproof.terms.letters import lowered

#: Where a record says what place it is of: its first words, and labels of its own.
_HEAD = 160
_LABELED = Pattern(
    r"^\W*(?:location|place(?: of service)?|site of service|facility|setting|clinic|department)\W{1,3}[^\n]{2,80}",
    re.MULTILINE,
)
#: In a nursing facility the whole record tells which part of it the patient lives in.
_ANYWHERE = frozenset({Setting.NURSING, Setting.OUTPATIENT, Setting.HOME})
_NOT_THERE = Pattern(
    r"\b(?:from|was (?:seen )?(?:at|in)|went to|discharged|after|prior|left|refer\w*|to)\b[^.\n]{0,24}$"
)
_AT_HOME = Pattern(
    r"\b(?:patient|pt|she|he|they|client|member)\b[^.;\n]{0,40}\b(?:at|in|from) (?:his |her |their |the |own )?(?:own )?(?:home|house|apartment|residence)\b|"
    r"\blocation of (?:the )?patient\W{0,3}(?:at )?home\b|\bpatient(?:'s)? location\W{0,3}(?:at )?(?:home|residence)\b|\bat home\b[^.;\n]{0,30}\b(?:video|phone|telephone|audio)\b"
)
_ELSEWHERE = Pattern(
    r"\bpatient(?:'s)? location\W{0,3}(?!home|residence|at home)\w|\boriginating site\b|\bat (?:an? |the )?(?:outside|outlying|remote|referring|other) (?:hospital|ed|emergency department|clinic|facility)\b|\b(?:patient|pt|she|he)\b[^.;\n]{0,30}\b(?:at|in) (?:the |a |an |our )?(?:\w+ )?(?:clinic|hospital|emergency department|nursing (?:home|facility)|school|office|workplace)\b"
)


def place_of(encounter: Encounter) -> str | None:
    """The two digits of the place; None on a facility's claim, or where the record does not decide."""
    if encounter.claim_kind is ClaimKind.FACILITY:
        return None
    if encounter.setting is Setting.TELEHEALTH:
        return _remote(encounter)
    for row in rows("places"):
        if row["setting"] != encounter.setting.value:
            continue
        if not row["words"] or _says(encounter, row["words"]):
            return row["place"]
    return None


def _remote(encounter: Encounter) -> str | None:
    """10 where the patient is at home, 02 elsewhere; the office where the payer wants it as if in person."""
    payer = "medicare" if encounter.payer is Payer.MEDICARE else "other"
    row = remote(payer, "video", encounter.began) if encounter.began else None
    if row and row.place == "in person":
        return "11"
    if first(encounter, _AT_HOME):
        return "10"
    return "02" if first(encounter, _ELSEWHERE) else None


def _says(encounter: Encounter, words: str) -> bool:
    pattern = _pattern(words)
    for document in encounter.documents:
        low = lowered(document.text)
        if not any(word in low for word in words.split("~")):
            continue
        spans = [(0, _HEAD)] if encounter.setting not in _ANYWHERE else [(0, len(low))]
        spans += [m.span() for m in _LABELED.finditer(low)] if ":" in low else []
        for begins, ends in spans:
            for found in pattern.finditer(low, begins, ends):
                if not _NOT_THERE.search(low[max(0, found.start() - 48) : found.start()]):
                    return True
    return False


@lru_cache(maxsize=64)
def _pattern(words: str) -> Pattern:
    return Pattern(rf"\b(?:{'|'.join(re.escape(w) for w in words.split('~'))})\b")
