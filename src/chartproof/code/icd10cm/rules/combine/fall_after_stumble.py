"""A slip, a trip or a stumble, and the fall told behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.came_down import NOT, came_down, sentences
from chartproof.code.icd10cm.causes import FURTHER, causes
from chartproof.code.icd10cm.episodes import cause_character
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The patient, or a foot of his, as what lost its hold.
_STUMBLED = Pattern(
    r"\b(?:(?:he|she|they|i|who|and|patient|pt|then|[,;]) (?:(?:then|suddenly|accidentally|just) )?(?:tripped|stumbled|slipped|misstepped|lost (?:his|her|their|my) footing)|"
    r"(?:foot|feet|toes?|shoes?|heels?|boots?|sandals?|slippers?)(?: of (?:his|her|their|the) \w+)? (?:caught|snagged|slipped|slid))\b"
    r"(?! (?:disc|disk|rib|his|her|their|a|an|the)\b)",
    re.IGNORECASE,
)
#: What a stumble without a fall, a twist in it, and a fall of no kind told say less.
_LESS = ("W18.4", "W18.3", "W19", "X50.1")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.2, I.C.20.a.5", URL),
)
def fall_after_stumble(coding: Coding, books: Books) -> Iterator[Give]:
    """Who slipped, tripped or stumbled, and came down behind it, fell on one level; the stumble and the twist are of that fall."""
    hurt = coding.having("S")
    if not hurt or any(not c.value.startswith((*_LESS, *FURTHER)) for c in causes(coding)):
        return
    grounds = next(_falls(coding), None)
    value = f"W01.0XX{cause_character(coding)}"
    if grounds is not None and books.tabular.billable(value) is not None:
        yield Give(value, (hurt[0], *grounds), coding.having(*_LESS), Needed.OBLIGED)


def _falls(coding: Coding) -> Iterator[tuple[Evidence, Evidence]]:
    """How the patient lost his hold, and how he came down behind it."""
    for here, beyond in sentences(coding):
        lost = _STUMBLED.search(here.words)
        if lost is not None and not NOT.search(here.words[: lost.end()]):
            for came in came_down(coding, here, lost.end(), beyond):
                yield quoted(coding, here, lost), came
