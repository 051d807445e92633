"""The record of a birth, where the case tells neither the day of birth nor an age."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter

#: How it begins: "Term newborn girl, SVD", "Baby boy Jones, 38w4d", "NICU note: newborn, 33 weeks".
_HEAD = Pattern(
    r"\W*(?:(?:nicu|nursery|admission|transfer|progress|discharge|h&p|note|summary)\b[ :\n]*){0,4}"
    r"(?:(?:(?:late |early )?(?:pre)?-?term|full[- ]term|healthy|well|male|female|live|viable|single|singleton|aga|sga|lga|"
    r"\d\d(?: ?w\w*)? ?\d?(?: ?d\w*)?|weeks?|weeker|gestation)\b[,.;:/\s-]*){0,8}"
    r"(?:newborn|neonate|baby (?:boy|girl)|infant (?:boy|girl|male|female))\b(?! screen)",
    re.IGNORECASE,
)
#: Where a child is born that is born in no hospital, as a pattern behind "born", "delivered", "delivery".
OUTSIDE = (
    r"(?:at home|en route|in (?:(?:the|an?|her|their|mom'?s|family|parents?'?) )?"
    r"(?:ambulance|car|truck|van|parking lot|taxi|cab|driveway|rig|helicopter|birth(?:ing)? center|lobby))"
)
_KIND = Pattern(r"\bnewborn\b|\bneonat(?:e|al)\b", re.IGNORECASE)


def is_birth(encounter: Encounter) -> bool:
    """Whether a stay without day of birth is told as that of a newborn from its first words on."""
    if encounter.born is not None or not encounter.codes_uncertain:
        return False
    return any(_HEAD.match(d.text) or _KIND.search(d.kind or "") for d in encounter.documents)
