"""An ulcer that went from one stage to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.code.icd10cm.ulcers import beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_FROM_TO = re.compile(
    r"\bstage (1|2|3|4|i{1,3}|iv)\b[^.;]*?\b(?:progress|worsen|evolv|advanc|deteriorat|went)\w*\b[^.;]*?\bstage (1|2|3|4|i{1,3}|iv)\b",
    re.IGNORECASE,
)
_NUMBER = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.6", URL),
)
def ulcer_that_progressed(coding: Coding, books: Books) -> Iterator[Give]:
    """A pressure ulcer told to have gone from one stage to a higher one takes a code of each stage."""
    for ulcer in coding.having("L89"):
        for mention in ulcer.mentions:
            text, start = passage(mention.line, coding.encounter)
            found = _FROM_TO.search(text, mention.line.start - start)
            if not found or found.end() > mention.line.end - start:
                continue
            first, then = (_NUMBER.get(found[n].lower(), found[n]) for n in (1, 2))
            words = coding.encounter.document(mention.document).quote(
                start + found.start(), start + found.end()
            )
            for stage in (first, then) if first < then else ():
                if value := beside(ulcer.value, f"stage {stage}", books.tabular):
                    yield Give(value, because=(ulcer, words))
