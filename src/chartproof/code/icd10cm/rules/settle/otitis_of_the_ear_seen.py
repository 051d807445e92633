"""An otitis media whose ear the examination tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Codes of an otitis media that leave the ear open, and what stands for it in the others of their kind.
OPEN = {"H65.90": "H65.9", "H66.009": "H66.00", "H66.019": "H66.01", "H66.40": "H66.4", "H66.90": "H66.9"}
#: Otitis media whose kind is told.
TOLD = ("H65", "H66.0", "H66.1", "H66.2", "H66.3", "H66.4")
_DRUM = r"(?:tympanic membranes?|tms?|ear ?drums?|drums?)"
_ILL = r"(?:bulg\w+|erythematous|red|inflamed|injected|purulen\w+|pus|opaque|perforat\w+|ruptured|effusion|hyperemic|immobile)"
#: What is ill to see, and the drum near it, in one sentence: "the right TM is red and bulging".
_SEEN = Pattern(rf"\b{_ILL}\b", re.IGNORECASE)
_DRUM_BEFORE = Pattern(rf"\b{_DRUM}\b[^.;\n]{{0,60}}$", re.IGNORECASE)
_DRUM_BEHIND = Pattern(rf"[^.;\n]{{0,30}}\b{_DRUM}\b", re.IGNORECASE)
_NEXT = r"but|however|although|while|with|left|right|[LR]|tms?|drum|eardrum|membrane"
#: That it is denied: "no", "without" and the like reach through a list, "not" as far as the next "and".
_DENIED = Pattern(
    rf"\b(?:no|without|nor|neither|free of|negative for)\b(?:(?!\b(?:{_NEXT})\b)[^.;:\n])*$"
    rf"|(?:\b(?:not|never)\b|n't\b)(?:(?!\b(?:{_NEXT}|and)\b)[^.;:\n])*$|\bnon-$|\b(?:old|healed|prior|previous|previously) $",
    re.IGNORECASE,
)
#: That it was, and is no more.
_PAST = Pattern(
    r"[^.;\n]{0,25}?\b(?:ago|last (?:year|month)|as a child|in childhood|in (?:19|20)\d\d|healed|resolved|absent)\b",
    re.IGNORECASE,
)
#: Both ears, or a sentence that names both: the one that is ill is not told.
BOTH = "0"
_EARS = {frozenset({"right"}): "1", frozenset({"left"}): "2", frozenset({"right", "left"}): BOTH}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def otitis_of_the_ear_seen(coding: Coding, books: Books) -> Iterator[Give]:
    """An otitis media whose ear the diagnosis leaves open is of the ear whose drum the examination tells to be ill, where that is one."""
    for otitis in coding.having(*OPEN):
        if otitis.value == "H66.90" and coding.having(*TOLD):
            continue  # the same otitis, in less detail
        seen = list(_seen(coding))
        if len({side for side, _ in seen}) != 1 or seen[0][0] == BOTH:
            continue
        value = OPEN[otitis.value] + seen[0][0]
        if books.tabular.billable(value) is not None:
            yield Give(value, (otitis, seen[0][1]), (otitis,))


def _seen(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The sides of the drums that are told to be ill (`BOTH` where a sentence names both), with the sentences."""
    for sentence in sentences_outside(coding, "pmh", "plan", "hpi"):
        if _is_ill(sentence.words) and (ear := _EARS.get(sides_named(sentence.words))):
            yield ear, sentence


def _is_ill(words: str) -> bool:
    """Whether a sentence tells a drum to be ill now, and does not deny it."""
    return any(
        (_DRUM_BEFORE.search(words, 0, found.start()) or _DRUM_BEHIND.match(words, found.end()))
        and not _DENIED.search(words, 0, found.start())
        and not _PAST.match(words, found.end())
        for found in _SEEN.finditer(words)
    )
