"""By what means someone was attacked: the codes of assault and of terrorism (I.C.20.j)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document
from chartproof.terms.sought import first


@dataclass(frozen=True, slots=True)
class Means:
    """The words that name a means, its code as assault and as terrorism."""

    words: Pattern
    assault: str
    terrorism: str  # the fifth to seventh characters left to the victim

    def terrorism_of(self, victim: str) -> str:
        """The code of terrorism by the victim: 1 public safety official, 2 civilian, 3 terrorist."""
        return f"{self.terrorism}{victim}A"


_MEANS = (
    Means(Pattern(r"\b(?:bomb\w*|explo\w+|blast|detonat\w+|grenade)\b", re.IGNORECASE), "X96.9XXA", "Y38.2X"),
    Means(
        Pattern(r"\b(?:shoot\w*|shot|gunman|gunfire|firearm|rifle)\b", re.IGNORECASE), "X95.9XXA", "Y38.4X"
    ),
    Means(Pattern(r"\b(?:fire|arson|firebomb\w*|incendiary)\b", re.IGNORECASE), "X97.XXXA", "Y38.3X"),
    Means(Pattern(r"\b(?:nerve agent|sarin|chemical|chlorine gas)\b", re.IGNORECASE), "Y09", "Y38.7X"),
    Means(Pattern(r"\b(?:anthrax|ricin|biological)\b", re.IGNORECASE), "Y09", "Y38.6X"),
)
OFFICIAL = Pattern(
    r"\b(?:police officer|firefighter|paramedic|deputy|trooper|first responder|emt)\b[^.\n]{0,40}\b(?:responding|on duty|injured)",
    re.IGNORECASE,
)


def means(coding: Coding, told: Assignment) -> Means | None:
    """The means that the documents telling of an attack name."""
    for document in _documents(coding, told):
        if found := next((m for m in _MEANS if first(m.words, document.text)), None):
            return found
    return None


def victim(coding: Coding, told: Assignment) -> str:
    """Who was hurt: a civilian where nothing else is told."""
    return "1" if any(first(OFFICIAL, d.text) for d in _documents(coding, told)) else "2"


def _documents(coding: Coding, told: Assignment) -> list[Document]:
    """The documents that tell it, then the others."""
    own = {m.document for m in told.mentions}
    return sorted(coding.encounter.documents, key=lambda d: d.id not in own)
