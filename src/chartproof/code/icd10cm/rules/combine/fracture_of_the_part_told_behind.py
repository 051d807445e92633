"""A fracture that a name of the region heads, and the broken part behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import headed
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What may stand before the part, which then is what is broken: no finding of the examination.
_AHEAD = (
    r"\W*(?:(?:it is|this is|x-?rays? shows?|x-?rays? showed|films? shows?|films? showed|ct shows?|ct showed) )?"
    r"(?:(?:an?|the|right|left|closed|displaced|minimally|nondisplaced|non-displaced|undisplaced|isolated|acute|stable|unstable),? )*"
)
_NOT_BROKEN = Pattern(
    r"\b(?:no|not|without|tender\w*|pain\w*|swelling|intact|normal|spared|fine|unremarkable|well[- ](?:aligned|maintained))\b",
    re.IGNORECASE,
)
#: What goes on behind the part where it is what is broken: no views of it, no cast.
_GOES_ON = (
    r"(?=\s*(?:$|[.,;:(/-]|(?:is |was |are )?(?:broken|fractured|cracked)\b|"
    r"(?:fractur\w*|fx|break|base|shaft|neck|head|tip|tubero\w+|waist|pole|styloid|avulsion|buckle|torus|type|pattern|line|equivalent|metaphys\w+|process|tubercle|"
    r"with|extending|left|right|on the (?:left|right)|(?:non-?|un|minimally )?displaced|closed|open|comminuted|impacted|angulated|intra-?articular|and (?:the )?(?:ulna\w*|fibula\w*|medial|lateral|\w+ styloid))\b))"
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.C.19.c", URL),
)
def fracture_of_the_part_told_behind(coding: Coding, books: Books) -> Iterator[Give]:
    """A fracture named by its region is of the part that a sentence under it begins with; not told to be nondisplaced, it is displaced."""
    for broken in coding.having(*dict.fromkeys(row[0] for row in rows("fracture_parts"))):
        for stem, layout, words in _parts(broken, coding):
            value = _value(broken, stem, layout)
            if books.tabular.billable(value) is not None and not coding.having(stem):
                yield Give(value, (broken, words), (broken,))
                break


def _parts(broken: Assignment, coding: Coding) -> Iterator[tuple[str, str, Evidence]]:
    """The stem of each part of this region with which a sentence of the same problem begins."""
    problems = headed(broken)
    for page in coding.reading.pages:
        for line in page.lines:
            if line.problem is None or (page.document.id, line.problem) not in problems:
                continue
            words = page.document.quote(line.start, line.end)
            for general, part, stem, layout in _named():
                begins = broken.value.startswith(general) and part.match(words.words)
                if begins and not _NOT_BROKEN.search(words.words):
                    yield stem, layout, words


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, Pattern, str, str], ...]:
    return tuple(
        (row[0], Pattern(rf"{_AHEAD}(?:{row[1]})\b{_GOES_ON}", re.IGNORECASE), row[2], row[3])
        for row in rows("fracture_parts")
    )


def _value(broken: Assignment, stem: str, layout: str) -> str:
    """The code of a part at the side, and in the stage of care, of the code that names the region."""
    title = broken.title or ""
    side = 1 if "right" in title else 2 if "left" in title else 0
    if layout == "side":
        last = str(side or 9)
    else:
        traits = {t.value for m in broken.mentions for t in m.traits if t.axis == "displacement"}
        last = str((side or 3) + (3 if traits == {"nondisplaced"} else 0))
    return (stem + last).ljust(7, "X") + broken.value[-1]
