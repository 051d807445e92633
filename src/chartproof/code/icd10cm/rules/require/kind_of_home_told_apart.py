"""The kind of home told behind the part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import PLACE
from chartproof.code.icd10cm.episodes import ACTIVE, stages
from chartproof.code.icd10cm.homes import kind_of_home, part_of_home
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: A sentence that tells nothing but the home has so many words at most: "Own house."
_WORDS = 6
#: How far behind the part of the home it may stand.
_NEAR = 4
#: In what home the patient lives.
_LIVES = Pattern(
    r"\b(?:li?ves|living|resid(?:es|ing)) (?:alone |independently |with (?:(?:his|her|their) )?[\w-]+ )?in (?:an? |his |her |their )(?:own )?"
    r"(?:[\w-]+,? ){0,2}?(?:house|single[- ]family home|(?:mobile|manufactured) home|trailer|apartment|condo(?:minium)?|townhouse)\b",
    re.IGNORECASE,
)
#: The room of somebody else's home, or of no home.
_OTHERS = Pattern(
    r"\b(?!(?:she|he|it|that|there|here|what)'s)(?<!patient's )\w+['\u2019]s (?:\w+ )?(?:house|home|apartment|condo|place|kitchen|bathroom|bedroom|garage|yard|porch|stairs|driveway|basement)\b|"
    r"\b(?:work|restaurant|church|school|hotel|store|office|nursing|assisted|rehab\w*|facility)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b", URL),
)
def kind_of_home_told_apart(coding: Coding, books: Books) -> Iterator[Give]:
    """Where a room is told, and the next sentence says nothing but whose or what home it is, or another in what home the patient lives, the place is the room of that home."""
    for place in coding.having(f"{PLACE}.00"):
        for room, home in _behind(coding, place):
            kind, part = kind_of_home(home.words), part_of_home(room)
            value = part[kind[0]] if kind else ""
            if kind and part[5] and value and books.tabular.billable(value) is not None:
                need = Needed.OBLIGED if ACTIVE in stages(coding) else place.needed
                yield Give(value, (place, quoted(coding, home, kind[1])), (place,), need)
                return


def _behind(coding: Coding, place: Assignment) -> Iterator[tuple[str, Evidence]]:
    """The sentence of each room, and the short one right behind it, or what is told of where the patient lives."""
    for mention in place.mentions:
        for page in coding.reading.pages:
            if page.document.id != mention.document:
                continue
            for line in page.lines:
                if 0 <= line.start - mention.line.end < _NEAR:
                    words = page.document.quote(line.start, line.end)
                    if len(words.words.split()) <= _WORDS:
                        yield mention.line.words, words
            if not _OTHERS.search(mention.line.words) and (lives := _LIVES.search(page.document.text)):
                yield mention.line.words, page.document.quote(*lives.span())
