"""Contact with a person who has COVID-19."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.calendar import MONTHS
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.results import Give
from chartproof.rules.core import rule

COVID, CONTACT = "U07.1", "Z20.822"
#: The person has it now and is near the patient.
_NEAR = Pattern(
    r"\b(?:roommates?|housemates?|wife|husband|spouse|partner|boyfriend|girlfriend|fianc\w+|mother|mom|father|dad|"
    r"son|daughter|brother|sister|child|children|kids?|parents?|co-?workers?|classmates?|household|contacts?|"
    r"exposed|exposure|friends?|neighbou?rs?|residents?|family members?)\b",
    re.IGNORECASE,
)
_AGO = Pattern(
    r"\b(?:(?:months?|years?) ago|last (?:year|winter|summer|fall|spring|month)|died|history|19\d\d|20\d\d)\b",
    re.IGNORECASE,
)
#: A month that the person had it in.
_IN_MONTH = Pattern(
    r"\b(?:in|last|during) (?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2021, 1, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.e, I.C.1.g.1.g", URL),
)
def covid_contact(coding: Coding, books: Books) -> Iterator[Give]:
    """A patient near whom someone has COVID-19, and who is not known to have it, is coded as in contact with it."""
    mentions = [m for m in coding.reading.mentions if m.concept == COVID]
    own = [m for m in mentions if m.assertion.subject is Subject.PATIENT]
    if any(m.assertion.presence is Presence.PRESENT for m in own) or books.tabular.billable(CONTACT) is None:
        return
    for mention in mentions:
        other = mention.assertion.subject is not Subject.PATIENT
        there = mention.assertion.presence is Presence.PRESENT and not _is_long_ago(mention, coding)
        if other and there and _NEAR.search(mention.line.words) and not coding.having(CONTACT):
            yield Give(CONTACT, (*mention.evidence, *mention.assertion.cues), needed=Needed.ADDRESSED)
            return


def _is_long_ago(mention: Mention, coding: Coding) -> bool:
    """Whether the sentence puts it in a time, or in a month, that is over."""
    words, began = mention.line.words, coding.encounter.began
    month = _IN_MONTH.search(words)
    other = month is not None and began is not None and month["month"][:3].lower() != MONTHS[began.month - 1]
    return other or _AGO.search(words) is not None
