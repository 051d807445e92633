"""Abuse and neglect: confirmed, suspected, ruled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Confirmed and suspected forms agree in what follows the category.
SUSPECTED = "T76"
#: Ruled out: what was alleged, of an adult and of a child.
RULED_OUT = {
    "T76.21": "Z04.41",
    "T76.22": "Z04.42",
    "T76.51": "Z04.81",
    "T76.52": "Z04.81",
    "T76.61": "Z04.82",
    "T76.62": "Z04.82",
    "T76.11": "Z04.71",
    "T76.12": "Z04.72",
}
#: What the findings came to: "No abuse - ruled out".
CLEARED = Pattern(
    r"\b(?:no (?:evidence of |signs? of |findings? of )?abuse|abuse (?:(?:was|is|has been) )?(?:ruled out|excluded|not found|unfounded)|not abused?)\b",
    re.IGNORECASE,
)
ALLEGED = Pattern(
    r"\b(?:suspect\w*|alleg\w+|possible|concern(?:s|ing)? (?:for|of)|question of)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.f", URL),
)
def suspected_abuse(coding: Coding, books: Books) -> Iterator[Give]:
    """Abuse that the record calls suspected is coded as suspected; ruled out in this encounter, it is an observation."""
    for told in coding.having("T74", SUSPECTED):
        suspected = f"{SUSPECTED}{told.value[3:]}"
        for mention in (m for m in told.mentions if m.assertion.subject is Subject.PATIENT):
            if mention.assertion.presence is Presence.ABSENT:
                value = RULED_OUT.get(suspected[:6])
                if value and is_taken_up(mention) and "ruled out" in mention.line.words.lower():
                    yield Give(value, (told,), (told,), Needed.ADDRESSED)
            elif (
                (cleared := _cleared(coding, mention)) and suspected[:6] in RULED_OUT and is_taken_up(mention)
            ):
                yield Give(RULED_OUT[suspected[:6]], (told, cleared), (told,), Needed.ADDRESSED)
            elif told.value != suspected and _is_suspected(mention) and books.tabular.billable(suspected):
                yield Give(suspected, (told,), (told,))


def _is_suspected(mention: Mention) -> bool:
    return mention.assertion.presence is Presence.POSSIBLE or ALLEGED.search(mention.line.words) is not None


def _cleared(coding: Coding, mention: Mention) -> Evidence | None:
    """Where, behind the allegation, its document says that there was no abuse."""
    document = coding.encounter.document(mention.document)
    found = CLEARED.search(document.text, mention.evidence[-1].end) if mention.evidence else None
    return document.quote(*found.span()) if found else None
