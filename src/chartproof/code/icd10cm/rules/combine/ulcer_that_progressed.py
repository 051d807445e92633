"""An ulcer that went from one stage to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.code.icd10cm.ulcers import beside
from chartproof.code.icd10cm.ulcers_told import Told, told_of_site
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_STAGE = r"\bstage (1|2|3|4|i{1,3}|iv)\b"
_FROM_TO = Pattern(
    rf"{_STAGE}[^.;]*?(?:\b(?:progress|worsen|evolv|advanc|deteriorat|went|now|then|later|to|by)\w*\b|(?:on|at) (?:adm(?:ission|it)?|arrival)\b|->|→)[^.;]*?{_STAGE}",
    re.IGNORECASE,
)
#: The stage at admission in one sentence, today's in the next: "on adm documented as stage 2. Today 3 x 2.4 cm, now stage 3".
_THEN_NOW = Pattern(
    rf"\b(?:on|at) (?:adm(?:ission|it)?|arrival)\b[^.;\n]{{0,40}}?{_STAGE}[^\n]{{0,200}}?\bnow(?: a)? {_STAGE}",
    re.IGNORECASE,
)
#: A day that leads in what was seen on it, in notes kept over a stay.
_LEADS = Pattern(r"(?:^|[.;\n])\s*(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])(?=[^.;:\n]{0,30}:)")
DECEMBER = 12
_NUMBER = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.6, I.B.14", URL),
)
def ulcer_that_progressed(coding: Coding, books: Books) -> Iterator[Give]:
    """A pressure ulcer told to have gone from one stage to a higher one takes a code of each stage."""
    for ulcer in coding.having("L89"):
        for ending, words in (*_in_a_sentence(ulcer, coding), *_on_two_days(ulcer, coding)):
            if value := beside(ulcer.value, ending, books.tabular):
                yield Give(value, because=(ulcer, words))


def _in_a_sentence(ulcer: Assignment, coding: Coding) -> Iterator[tuple[str, Evidence]]:
    for mention in ulcer.mentions:
        text, start = passage(mention.line, coding.encounter)
        found = _FROM_TO.search(text, mention.line.start - start)
        if not found or found.end() > mention.line.end - start:
            found = _THEN_NOW.search(text, mention.line.start - start)
        if not found or found.start() > mention.line.end - start:
            continue
        first, then = (_NUMBER.get(found[n].lower(), found[n]) for n in (1, 2))
        words = coding.encounter.document(mention.document).quote(start + found.start(), start + found.end())
        yield from ((f"stage {stage}", words) for stage in (first, then) if first < then)


def _on_two_days(ulcer: Assignment, coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The first stage and the highest, where notes of a hospital stay tell a higher one later."""
    told = [t for t in told_of_site(ulcer.title or "", coding, ulcer.value) if t.ending.startswith("stage")]
    dated = [(day, t) for t in told if (day := _day(t, coding))]
    if not coding.encounter.codes_uncertain or len(dated) < len(told) or not dated:
        return
    first = min(dated, key=lambda d: (d[0], d[1].severity))[1]
    highest: Told = max(dated, key=lambda d: d[1].severity)[1]
    if highest.severity > first.severity and _day(highest, coding) != _day(first, coding):
        yield from ((t.ending, t.words) for t in (first, highest))


def _day(told: Told, coding: Coding) -> date | None:
    """The day of the calendar that leads in the words ("5/9: ..."), else that of their document."""
    began = coding.encounter.began
    before = coding.encounter.document(told.words.document).text[: told.words.start]
    led = list(_LEADS.finditer(before)) if began else []
    if began and led and (month := int(led[-1]["month"])) <= DECEMBER:
        try:
            return date(began.year + (month < began.month), month, int(led[-1]["day"]))
        except ValueError:
            return None
    return told.written.date() if told.written else None
