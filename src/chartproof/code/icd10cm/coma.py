"""The coma scale: when a score was taken, and when it says nothing."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.passages import passage
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Setting

#: A coma that was made, and scores taken under drugs.
SEDATED = Pattern(
    r"\b(?:medical(?:ly)?|drug|pharmacologic(?:al(?:ly)?)?|barbiturate|pentobarbital)[- ]induced\b|\binduced coma\b"
    r"|\b(?:sedated|under sedation|on sedation|while on propofol|paralyzed)\b",
    re.IGNORECASE,
)
#: The seventh characters by the words that say when, in the order they are looked for.
_WHEN = (
    (
        "1",
        Pattern(
            r"\b(?:in|from) the field\b|\bscene\b|\bems\b|\bemts?\b|\bparamedics?\b|\bambulance\b",
            re.IGNORECASE,
        ),
    ),
    (
        "2",
        Pattern(r"\barriv|\bpresentation\b|\btriage\b|\bemergency\b|\bin (?:the |our )?ed\b", re.IGNORECASE),
    ),
    ("3", Pattern(r"\b(?:on|at|upon) admission\b|\badmission gcs\b", re.IGNORECASE)),
    ("4", Pattern(r"\b24 hours?\b|\b(?:hospital )?day [2-9]\b|\bnext (?:day|morning)\b", re.IGNORECASE)),
)


def when_taken(score: Evidence, coding: Coding) -> str:
    """The seventh character: by the sentence, else by the kind of document or visit, else unspecified."""
    encounter = coding.encounter
    text, start = passage(score, encounter)
    sentence = _sentence(text, score.start - start)
    document = encounter.document(score.document)
    for words in (sentence, document.kind or ""):
        for char, said in _WHEN:
            if said.search(words):
                return char
    return "2" if encounter.setting is Setting.ED else "0"


def _sentence(text: str, at: int) -> str:
    first = text.rfind(". ", 0, at) + 1
    last = text.find(". ", at)
    return text[first : last if last >= 0 else len(text)]
