"""An accident that the record tells of from years before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import CHAPTER
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.code.icd10cm.wording import ahead
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing, Time
from chartproof.model.record import Encounter
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

#: A grown patient's school days, and childhood.
_YOUTH = Pattern(
    r"\b(?:in|during|at|back in|since) (?:his |her |their )?(?:grade|elementary|middle|junior high|high) school\b(?! (?:gym|hall|hallway|field|parking|cafeteria|class|stairs|yard))|"
    r"\bin (?:his|her|their) (?:early |late )?(?:teens|youth|childhood)\b|\bas a (?:young )?(?:child|kid|boy|girl|teen|teenager)\b|\bin college\b",
    re.IGNORECASE,
)
#: The game of a school: "high school football".
_SCHOOLS = Pattern(
    r"\b(?:(?:grade|elementary|middle|junior high|high)[- ]school|college|collegiate|little league|pee ?wee|junior varsity|varsity|jv) (?:varsity |jv |club )?$",
    re.IGNORECASE,
)
#: From this age on school days lie behind.
_GROWN = 24
_YEAR = Pattern(r"\b(?:in|back in|of|since) (?:[A-Z][a-z]{2,8}\.? )?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_YEARS_AGO = Pattern(
    rf"\b(?:\d+|{spelled(2)}|several|many|some) (?:years|yrs|decades) (?:ago|before|earlier|back)\b",
    re.IGNORECASE,
)
_NOW = Pattern(
    r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening|week)|last night|(?:hours?|days?|minutes?|weeks?) (?:ago|before)|just now)\b",
    re.IGNORECASE,
)
_TOLD = frozenset({Standing.TOLD, Standing.LISTED})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.2, IV.J", URL),
)
def event_of_years_ago(coding: Coding, _: Books) -> Iterator[Reject]:
    """Beside an injury of now, another injury or a cause, place or activity that the record puts years before is not coded."""
    hurt = [a for a in coding.having("S", "T") if any(map(_is_taken_up, a.mentions))]
    if not hurt and not coding.having("S", "T"):
        for cause in coding.having(*CHAPTER):
            if cause.mentions and all(_is_dated_back(m, coding.encounter) for m in cause.mentions):
                yield Reject(cause, Why.HISTORY)
    if not hurt:
        return
    for told in coding.having("S", *CHAPTER):
        before = bool(told.mentions) and all(_is_long_ago(m, coding.encounter) for m in told.mentions)
        schools = before and all(_SCHOOLS.search(ahead(m)) for m in told.mentions)
        if before and _is_of_now(told) and (schools or not any(in_one_line(told, one) for one in hurt)):
            yield Reject(told, Why.HISTORY)


def _is_taken_up(mention: Mention) -> bool:
    return mention.standing not in _TOLD and mention.assertion.time is not Time.PAST


def _is_of_now(told: Assignment) -> bool:
    """Whether a code says that it just happened: an injury or cause treated for the first time, a place, an activity."""
    return told.value[7:] in {"", "A", "B", "C"}


#: The year right behind what happened: "PTSD s/p MVA 2022".
_DATED = Pattern(r" ?[,(]?(?:in )?(?:\d{1,2}/)?(?P<year>(?:19|20)\d\d)\b")


def _is_dated_back(mention: Mention, encounter: Encounter) -> bool:
    began = encounter.began or encounter.ended
    found = _DATED.match(mention.line.words, mention.evidence[-1].end - mention.line.start)
    return bool(began and found and int(found["year"]) < began.year - 1)


def _is_long_ago(mention: Mention, encounter: Encounter) -> bool:
    """Whether its sentence, in no assessment, names a year before the encounter's, or the school days of somebody grown."""
    words = mention.line.words
    if mention.standing not in _TOLD or _NOW.search(words):
        return False
    began = encounter.began or encounter.ended
    years = [int(found["year"]) for found in _YEAR.finditer(words)]
    if began and years and max(years) < began.year - 1:
        return True
    grown = encounter.age is not None and encounter.age >= _GROWN
    youth = grown and (_YOUTH.search(words) or _SCHOOLS.search(ahead(mention)))
    return bool(_YEARS_AGO.search(words) or youth)
