"""Which side of the body is the dominant one: the hand the record names, else the guideline's default.

Source: ICD-10-CM Official Guidelines I.C.6.a and I.C.9.d.1 (right: dominant; left: not dominant;
ambidextrous: dominant).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence
from chartproof.terms.sought import first

_HAND = Pattern(
    r"\b(?P<side>right|left)[- ]?hand(?:ed(?:ness)?\b|[- ]dominan(?:t|ce)\b)"
    r"|\bdominant hand(?: is)?:? (?:the )?(?P<named>right|left)\b"
    r"|\bhand(?:edness| dominance):? (?:is )?(?P<told>right|left)\b"
    r"|\b(?P<both>ambidextrous)\b|\b(?:\d{1,3} ?(?:y/?o)? ?)(?P<short>[RL])H[MF]\b|\b(?:\d{1,3} ?(?:y/?o)? ?)(?P<alone>[RL])HD\b",
    re.IGNORECASE,
)
#: How a hand is written short: LHM, RHD.
_SIDES = {"R": "right", "L": "left"}
#: What a title says of a side.
WORDS = frozenset({"dominant", "nondominant"})


def hand_of(documents: Iterable[Document]) -> tuple[str, Evidence] | None:
    """The hand the patient uses, `both` for either, and the words that say so; None when not said."""
    for document in documents:
        found = first(_HAND, document.text)
        if found is not None:
            side = found["side"] or found["named"] or found["told"]
            side = side or _SIDES.get((found["short"] or found["alone"] or "").upper())
            return side.lower() if side else "both", document.quote(*found.span())
    return None


def presumed(side: str, hand: str | None) -> str:
    """`dominant` or `nondominant` for a side, by the hand where it is known."""
    if hand is None:
        hand = "right"
    return "dominant" if hand in {"both", side} else "nondominant"
