"""Where a record tells the patient's allergies: its sections, and what a line names behind "Allergy:" or "allergic to"."""

from __future__ import annotations

import re

from chartproof.model.coding import Coding
from chartproof.model.record import Evidence

_NAMED = re.compile(
    r"(?<![\w-])(?:(?:drug|food|med\w*)[ ]+)?(?:allerg(?:y|ies)[ ]*(?::|-|\u2013|to\b)|allergic to\b|ADRs?:|(?-i:All):|intoleran(?:t to\b|ces?[ ]*:))"
    r"[ ]*(?P<what>[^.;\n]+)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|without|denies|deny|never|nor|mother|father|mom|dad|sister|brother|fh|fhx)\b[^.;\n]{0,20}$"
    r"|\b(?:for|with|of|seasonal|environmental|her|his|worse\w*|food|seen|c/o)\s*$",
    re.IGNORECASE,
)
#: Where another sentence of the line begins, by a verb of its own.
_OTHER = re.compile(
    r",? (?:and|but|who|with) (?:has|have|had|is|was|now|presents?|complains?)\b|, here\b", re.IGNORECASE
)


def allergy_places(coding: Coding) -> tuple[tuple[str, int, int], ...]:
    """The stretches that name allergies: the document's id, start and end."""
    found = [
        (ident, part.body.start, part.body.end)
        for ident, part in coding.reading.sections
        if part.kind == "allergies"
    ]
    for document in coding.encounter.documents:
        for named in _NAMED.finditer(document.text):
            if _DENIED.search(document.text[max(0, named.start() - 30) : named.start()]):
                continue
            other = _OTHER.search(named["what"])
            start = named.start("what")
            found.append((document.id, start, start + other.start() if other else named.end()))
    return tuple(found)


def is_in(words: Evidence, places: tuple[tuple[str, int, int], ...]) -> bool:
    """Whether words of the record lie in one of the places."""
    return any(
        words.document == ident and start <= words.start and words.end <= end for ident, start, end in places
    )
