"""What a patient came with, told as a history."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.understand.cuewords import Cue

__all__ = ["is_why_they_came"]

#: What is told behind the word for coming, as a history, is what they came for: "presented with a history of cough".
_CAME_WITH = Pattern(
    r"\b(?:present(?:s|ed|ing)?|consult(?:s|ed|ing)?|complain(?:s|ed|ing)?|attend(?:s|ed)?|c[ao]me|comes|referred|admitted|seen)\b"
    r"(?:(?!\b(?:who|which|and|but|no|not|without|family)\b)[^.;:,]){0,50} (?:with|for|because of|due to|by) an? (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_A_HISTORY = Pattern(r"(?:history|hx) of", re.IGNORECASE)
_COMPLAINT = Pattern(
    r".*(?:\b(?:pains?|painful|cough\w*|fevers?|vomit\w*|nausea|diarrh?ea|diarrhoea|constipation|bleeding|(?:weight|appetite) loss|loss of (?:weight|appetite)|"
    r"dyspn\w+|shortness of breath|dysphagia|swelling|dizziness|vertigo|weakness|fatigue|asthenia|malaise|numbness|tingling|palpitations?|jaundice|"
    r"itching|pruritus|rash|hematuria|dysuria|hemoptysis|hoarseness|lumps?|tremors?|night sweats)\b|ache|algia|dynia).*",
    re.IGNORECASE | re.DOTALL,
)


def is_why_they_came(text: str, start: int, end: int, past: Cue) -> bool:
    """Whether a complaint is told as the history that the patient came with, not as one of before."""
    if past.end > start or _COMPLAINT.fullmatch(text, start, end) is None:
        return False
    told = _A_HISTORY.fullmatch(text, past.start, past.end) is not None
    return told and _CAME_WITH.search(text, max(0, past.start - 90), past.start) is not None
