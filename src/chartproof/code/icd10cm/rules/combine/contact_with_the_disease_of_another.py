"""A disease that somebody near has, and a patient who has no sign of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Presence, Subject
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What is done for the contact's sake, or that the patient is not ill.
_FOR_CONTACT = Pattern(
    r"\b(?:ppx|pep|prophyla\w+|expos(?:ed|ure)|contact|condomless|unprotected|condom (?:broke|tore|slipped|came off)|empiric\w*|presumptive\w*|expedited|"
    r"(?:asx|asymptomatic)(?=\s*(?:[,.;)]|$))|(?:no|denies|without(?: any)?) (?:current )?(?:sx|symptoms?|lesions?|rash|discharge|itch\w*))\b",
    re.IGNORECASE,
)
_AGO = Pattern(
    r"\b(?:(?:months?|years?) ago|last (?:year|winter|summer|fall|spring)|died|deceased|history|hx)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.1", URL),
)
def contact_with_the_disease_of_another(coding: Coding, books: Books) -> Iterator[Give]:
    """A patient without symptoms, treated or looked at because somebody near has a communicable disease, is coded as in contact with it."""
    mine = (m for m in coding.reading.mentions if m.assertion.subject is Subject.PATIENT)
    own = [m.concept for m in mine if m.assertion.presence is not Presence.ABSENT]
    for mention in coding.reading.mentions:
        meant = mention.assertion
        if (
            meant.subject is Subject.PATIENT
            or meant.presence is not Presence.PRESENT
            or not is_taken_up(mention)
        ):
            continue
        known = row_for("contacts", mention.concept)
        words = mention.line.words
        if known is None or coding.having("Z20") or _AGO.search(words):
            continue
        if any(concept.startswith(known[0]) for concept in own):
            continue
        words, start = passage(mention.line, coding.encounter)
        told = _FOR_CONTACT.search(words)
        if told and books.tabular.billable(known[1]):
            why = coding.encounter.document(mention.document).quote(start + told.start(), start + told.end())
            yield Give(known[1], (*mention.evidence, *meant.cues, why), needed=Needed.ADDRESSED)
            return
