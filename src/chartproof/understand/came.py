"""What a patient came with, told as a history, or came back for."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.cause import WHY
from chartproof.terms.words import Words
from chartproof.understand.cuewords import Cue

__all__ = ["came_back", "is_why_they_came"]

#: What is told behind the word for coming, as a history, is what they came for: "presented with a history of cough".
_CAME_WITH = Pattern(
    r"\b(?:present(?:s|ed|ing)?|consult(?:s|ed|ing)?|complain(?:s|ed|ing)?|attend(?:s|ed)?|c[ao]me|comes|referred|admitted|seen)\b"
    rf"(?:(?!\b(?:who|which|and|but|no|not|without|family)\b)[^.;:,]){{0,50}} (?:with|for|{WHY}|by) an? (?:[\w-]+ ){{0,2}}$",
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


#: The weeks since, and that this is the visit after them: "ankle sprain 3 wk f/u"; not "f/u in 3 wk", which is a plan.
_BACK = Pattern(
    r"\b\d+[- ]?(?:wks?|weeks?|mos?|months?|days?|d)\b(?: (?:post|s/p|after|from|since)[- ]?(?:injury|op|fall|accident|reduction|surgery))?[ -]+(?:f/?u|follow[- ]?up|re-?check)\b|"
    r"\b(?:good|bridging|early|abundant) callus\b|(?:,| -)? (?:here for )?(?:f/u|fu|recheck)[ .]*$",
    re.IGNORECASE,
)


def came_back(words: Words) -> int | None:
    """The number of the word by which the head of a problem says that the patient is back for it."""
    found = _BACK.search(words.text, words.starts[0], words.ends[-1]) if len(words) else None
    if found is None:
        return None
    return next((i for i, end in enumerate(words.ends) if end > found.start()), None)
