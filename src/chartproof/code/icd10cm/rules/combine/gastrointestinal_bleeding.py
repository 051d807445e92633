"""Bleeding with ulcer, gastritis, diverticular disease or angiodysplasia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Bleeding that a procedure brought; the rectal bleeding of an inflamed bowel is in its own code.
AFTER_CARE = ("K91.840", "K91.841")
#: Lesions of the esophagus, stomach and duodenum with bleeding.
UPPER = ("K20", "K21", "K22", "K25", "K26", "K27", "K28", "K29", "K31")
#: Bleeding that its words place in the large bowel.
_COLON = Pattern(
    r"\b(?:bleeding|blood|hemorrhage)\b[^.;\n]{0,20}\b(?:from|in|of|per) (?:the |her |his )?(?:colon|rectum|sigmoid|large bowel|cecum)|\b(?:rectal|colonic|lower gi|hemorrhoidal) bleed",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def gastrointestinal_bleeding(coding: Coding, books: Books) -> Iterator[Give]:
    """Bleeding beside the one lesion that can bleed is presumed to come from it."""
    if coding.having(*AFTER_CARE) or any(a.value.endswith("11") for a in coding.having("K50", "K51")):
        return  # the bleeding has its cause
    found = [
        give
        for give in combined(coding, books, "gastrointestinal_bleeding")
        if not (give.value.startswith(UPPER) and _is_of_the_colon(give.because[1]))
    ]
    if len({give.because[0] for give in found}) == 1:
        yield from found


def _is_of_the_colon(bleeding: object) -> bool:
    """Whether every line that tells of a bleeding places it in the large bowel."""
    mentions = bleeding.mentions if isinstance(bleeding, Assignment) else ()
    return bool(mentions) and all(_COLON.search(m.line.words) for m in mentions)
