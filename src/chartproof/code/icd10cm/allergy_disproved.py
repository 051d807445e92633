"""An allergy that heads a problem and is none by the sentences below it: tested negative, taken off the chart."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.icd10cm.under import said_below
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence

_DISPROVED = (
    r"\b(?:is|was|are) (?:not|no longer|never)(?: (?:truly|really|actually|in fact))? allergic(?! to (?!it\b|this\b|that\b|them\b|(?:the )?(?:%s)\b))"
    r"|\b(?:does|did) not have (?:it|an? (?:true |real )?(?:(?:%s) )?allergy)\b|\bno true allergy\b"
    r"|\b(?:took|taken|removed|deleted|struck) (?:the|this|that|her|his|it)(?: (?:%s))?(?: (?:allergy|label))* (?:off|from) (?:the|her|his) (?:chart|list|record|allerg)"
    r"|(?<!if )(?<!if the )\b(?:allergy|label)(?: label)? (?:was|is|has been) (?:removed|deleted|taken off|disproved|excluded|ruled out)\b"
    r"|(?<!if )(?<!if the )\b(?:skin|allergy) test(?:s|ing)?(?: and (?:the |an? )?(?:oral |graded |drug )?challenge)?(?: (?!if|not|to)\w+){0,3} (?:was|were|is|are|came back) (?:both |all |now )?negative\b"
)


def disproved_below(coding: Coding, at: tuple[Evidence, ...]) -> Evidence | None:
    """The words by which an allergy named there is none, in a later sentence of its problem."""
    names = {re.escape(word.lower()) for e in at for word in e.words.split()} - {"allergy", "allergic", "to"}
    return said_below(coding, at[-1], _disproved("|".join(sorted(names)) or "it"))


@lru_cache(maxsize=128)
def _disproved(own: str) -> Pattern:
    return Pattern(_DISPROVED % (own, own, own), re.IGNORECASE)
