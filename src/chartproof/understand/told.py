"""Find what was done and what was seen, in words: a transfusion, a fluid bolus, muscle wasting.

`told.tsv` says by which words (phrases.py). What is denied, another person's or past is left out; what
is to come is planned. A sign is no diagnosis: it is shown to the provider where one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Line, Page, Presence, Sign, Subject, Time
from chartproof.understand.assertion import cues_in, meant
from chartproof.understand.phrases import said_in

#: Sections that tell what was before, or of others.
_NOT_HERE = frozenset({"family_history", "allergies", "pmh", "psh", "immunizations", "social_history"})
_ORDERED = Pattern(r"\b(?:order\w*|pending|awaiting)\b", re.IGNORECASE)
_PLANNED = Pattern(
    r"\b(?:plan\w*|if|consider\w*|recommend\w*|may|would|unless|refus\w*|declin\w*)\b", re.IGNORECASE
)


def told_in(page: Page) -> Iterator[Act | Sign]:
    """Give each act and sign of a page, in order of the text."""
    for line, (kind, name), place in said_in(page, "told"):
        if line.section not in _NOT_HERE:
            yield from _told(page, line, kind, name, place)


def _told(page: Page, line: Line, kind: str, name: str, place: tuple[int, int]) -> Iterator[Act | Sign]:
    document = page.document
    cues = cues_in(document.text, line.start, line.end)
    assertion = meant(document, *place, cues, line.section)
    here = assertion.presence is Presence.PRESENT and assertion.subject is Subject.PATIENT
    if not here or assertion.time is Time.PAST:
        return
    evidence = document.quote(*place)
    if kind == "sign":
        if assertion.time is Time.NOW:
            yield Sign(name, evidence)
        return
    before = document.text[max(line.start, place[0] - 24) : place[0]]
    if assertion.time is Time.AHEAD or _PLANNED.search(before):
        yield Act(name, Doing.PLANNED, evidence)
    else:
        yield Act(name, Doing.ORDERED if _ORDERED.search(before) else Doing.DONE, evidence)
