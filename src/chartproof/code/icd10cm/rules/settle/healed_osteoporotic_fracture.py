"""Osteoporosis, and a fracture of it that has healed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.fractures import is_healed
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

HEALED = "Z87.310"
#: A fracture that weak bone makes, told as healed: "a healed compression fracture from 2021", "compression fractures, long healed".
_TOLD = (
    Pattern(
        r"\b(?:healed|old|prior|previous|remote|history of(?: an?)?) (?:(?:\w+|[TL]\d+) ){0,2}?(?:comp(?:ression)?|fragility|osteoporotic|insufficiency) (?:fractures?|fxs?)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b(?:comp(?:ression)?|fragility|osteoporotic|insufficiency) (?:fractures?|fxs?)\b[^.;]{0,50}\b(?:healed|years ago|now healed)\b",
        re.IGNORECASE,
    ),
)
_NOT = Pattern(
    r"\b(?:no|not|without|never|denies)\b[^.;]{0,30}$|\b(?:family|(?:grand)?(?:mother|father|parent)s?|mom|dad|sisters?|brothers?|siblings?|aunts?|uncles?|cousins?|daughters?|sons?|maternal|paternal|(?:his|her|their) (?:wife|husband|partner|spouse))\b[^.;]*$",
    re.IGNORECASE,
)
#: It is treated still.
_STILL = Pattern(
    r"\bstill (?:\w+ )?(?:painful|hurts?|hurting|healing|tender|sore|symptomatic|treated|open)\b|\b(?:being|under) treat\w+|\b(?:not|isn't|hasn't) (?:yet |fully |completely |quite )*(?:healed|united)\b|\bnon-?union\b|\bis healing\b",
    re.IGNORECASE,
)
#: What broke it otherwise, or has not healed.
_OTHERWISE = Pattern(
    r"\b(?:crash|accident|mvc|mva|motor\w*|ladder|traumatic|malignan\w*|metasta\w*|myeloma|partially|partly|incompletely)\b",
    re.IGNORECASE,
)
_OF_BONE = Pattern(r"\bosteopor|\bfragility\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.d.1", URL),
)
def healed_osteoporotic_fracture(coding: Coding, _: Books) -> Iterator[Give]:
    """In osteoporosis without a fracture now, a past osteoporotic fracture is coded as history."""
    bones = coding.having("M81")
    if not bones:
        return
    for broken in coding.having("Z87.81", "M80", "M84.4"):
        past = broken.value == "Z87.81" or all(is_healed(m) for m in broken.mentions)
        around = [passage(e, coding.encounter)[0] for e in broken.proof.words()]
        if past and any(_OF_BONE.search(p) and not _STILL.search(p) for p in around):
            because = (broken, bones[0])
            needed = Needed.ALSO if broken.needed is Needed.ALSO else Needed.OBLIGED
            yield Give(HEALED, because, instead_of=(broken,), needed=needed, instead_why=Why.HISTORY)
            return
    told = None if coding.having("M80", "M48.5", "M84", "Z87.31") else _told(bones[0], coding)
    if told is not None:
        yield Give(HEALED, (bones[0], told), needed=Needed.OBLIGED)


def _is_healed(text: str) -> bool:
    return not _OTHERWISE.search(text) and not _STILL.search(text)


def _told(bones: Assignment, coding: Coding) -> Evidence | None:
    """The words of a sentence under osteoporosis that tell such a fracture as healed."""
    for sentence in (s for m in bones.mentions for s in sentences(m, coding)):
        for words in _TOLD:
            found = words.search(flat(sentence))
            text = flat(sentence)
            if found and not _NOT.search(text, 0, found.start()) and _is_healed(text):
                return quoted(coding, sentence, found)
    return None
