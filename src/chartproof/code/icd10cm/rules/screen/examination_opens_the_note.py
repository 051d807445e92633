"""The examination that a note is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.model.results import Mark
from chartproof.rules.core import rule

#: General, special and administrative examinations, and care after childbirth.
EXAMINATIONS = ("Z00", "Z01", "Z02", "Z39")


#: The assessment says what the visit is.
_THIS_IS = Pattern(r"(?:this|today['\u2019]s visit) (?:is|was) (?:an?|the|his|her|their) ", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.13, IV.P", URL),
)
def examination_opens_the_note(coding: Coding, _: Books) -> Iterator[Mark]:
    """An examination that the note's title, its first words or the reason for the visit name is what the visit was for."""
    opening = {d.id: len(d.text) - len(d.text.lstrip()) for d in coding.encounter.documents}
    for exam in coding.having(*EXAMINATIONS):
        if exam.needed is Needed.ALSO and any(_is_named(m, opening) for m in exam.mentions):
            yield Mark(exam, needed=Needed.ADDRESSED)


def _is_named(mention: Mention, opening: dict[str, int]) -> bool:
    said = mention.assertion
    if said.presence is not Presence.PRESENT or said.time is not Time.NOW:
        return False
    first = opening[mention.document] == mention.line.start
    said_here = mention.standing is Standing.ASSESSED and _THIS_IS.match(mention.line.words) is not None
    return mention.standing is Standing.REASON or first or said_here
