"""An interstate by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import PLACE
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Accidents of traffic.
TRAFFIC = tuple(f"V{n:02}" for n in range(1, 90))
INTERSTATE = "Y92.411"
_NUMBERED = re.compile(r"\b(?:on|along|onto) (?:the )?(?:I|Interstate)[- ]\d{1,3}\b")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b", URL),
)
def place_on_interstate(coding: Coding, _: Books) -> Iterator[Give]:
    """An accident of traffic on an interstate that is named by its number happened on an interstate highway."""
    if coding.having(PLACE):
        return
    for crash in coding.having(*TRAFFIC):
        for mention in crash.mentions:
            text, start = passage(mention.line, coding.encounter)
            found = _NUMBERED.search(text)
            if found and crash.value[-1] == "A":
                document = coding.encounter.document(mention.document)
                words = document.quote(start + found.start(), start + found.end())
                yield Give(INTERSTATE, (crash, words), needed=Needed.OBLIGED)
                return
