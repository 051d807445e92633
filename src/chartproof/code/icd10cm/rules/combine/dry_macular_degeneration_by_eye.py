"""Dry macular degeneration, and the stage that the record tells of each eye."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

DRY = "H35.31"
#: A stage and the eye behind it, or the eye and its stage: "intermediate OD, early OS", "OD intermediate, OS early".
_STAGES = {"early": "1", "intermediate": "2"}
_EYES = {"od": "1", "right eye": "1", "re": "1", "os": "2", "left eye": "2", "le": "2"}
_EYE, _STAGE = r"(?:the )?(?P<eye>od|os|re|le|right eye|left eye)\b", r"\b(?P<stage>early|intermediate)\b"
_IS = r"(?: stage| disease| (?:dry )?amd)?(?: (?:in|of))?[ :,-]{1,2}"
_BEHIND = Pattern(rf"{_STAGE}{_IS}{_EYE}", re.IGNORECASE)
_BEFORE = Pattern(rf"\b{_EYE}(?: is| has)?[ :-]{{1,2}}{_STAGE}", re.IGNORECASE)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def dry_macular_degeneration_by_eye(coding: Coding, books: Books) -> Iterator[Give]:
    """Where one sentence tells the stage of each eye apart, each eye is coded at its own."""
    dry = coding.having(DRY)
    told = {eye: stage for a in dry for m in a.mentions for eye, stage in _told(m, coding)}
    if len(told) != 2 or len(set(told.values())) != 2:
        return  # of one eye, or alike in both
    values = [f"{DRY}{eye}{stage}" for eye, stage in sorted(told.items())]
    gone = tuple(a for a in dry if a.value not in values)
    given = {a.value for a in dry}
    for value in values:
        if value not in given and books.tabular.billable(value):
            yield Give(value, because=(dry[0],), instead_of=gone)


def _told(mention: Mention, coding: Coding) -> Iterator[tuple[str, str]]:
    """The eyes, and the stage of each, that one sentence tells: of its line, or below the head that it is."""
    below = sentences(mention, coding) if mention.standing is Standing.PROBLEM else ()
    for words in dict.fromkeys((mention.line.words, *(line.words for line in below))):
        for pattern in (_BEHIND, _BEFORE):
            found = [(_EYES[m["eye"].lower()], _STAGES[m["stage"].lower()]) for m in pattern.finditer(words)]
            if len({eye for eye, _ in found}) == 2:
                yield from found
                return
