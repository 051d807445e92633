"""Find the minutes a note documents: of the visit, of critical care, of a discharge, of counseling.

Only time that is said to be spent counts: "total time 42 minutes", "I spent 35 min", start and stop
times. What staff spent, what another day took and what a separately reported procedure took is
named apart. Minutes of a symptom or a treatment are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Page
from chartproof.model.record import Measure
from chartproof.terms.letters import lowered
from chartproof.terms.numbers import NUMBER, number, spelled

_SPAN = Pattern(
    rf"\b(?:(?P<hours>\d|an|{spelled()})\s?-?(?:hours?|hrs?|h)\b(?:\s*(?:and|,)?\s*)?)?"
    rf"(?:(?P<minutes>{NUMBER})\s?-?(?:minutes?|mins?|m)\b)?",
    re.IGNORECASE,
)
#: What every statement of minutes has.
_HINT = Pattern(r"min|hour|hr|\d ?[hm]\b|\d:\d\d")
_CLOCK = Pattern(
    r"\b(?P<h1>\d{1,2}):(?P<m1>\d{2})\s?(?P<a1>[ap]m)?\s?(?:-|\u2013|to|until|through)\s?(?P<h2>\d{1,2}):(?P<m2>\d{2})\s?(?P<a2>[ap]m)?",
    re.IGNORECASE,
)
_SPENT = Pattern(
    r"\b(?:spent|start(?:ed)?|stop(?:ped)?|total(?:ed|ing|s)?|time|face[- ]to[- ]face|non[- ]face|minutes? (?:today|of (?:my|critical)|on (?:the|this) (?:day|date)|for (?:the|this) visit)|took me|devoted|counsel\w*|discharge\w*|critical care|advance care planning|remaining)\b",
    re.IGNORECASE,
)
_STAFF = Pattern(
    r"\b(?:nurs(?:e|ing)|rn|lpn|ma|medical assistant|staff|care manager|case manager|care coordinator|team|resident|student|fellow|"
    r"scribe|dietitian|pharmacist|therapist|interpreter|front desk|diabetes educator|educator|tech(?:nician)?)\b",
    re.IGNORECASE,
)
_OTHER_DAY = Pattern(
    r"\b(?:yesterday|(?:the )?(?:day|night) before|previous (?:day|visit)|last (?:visit|week|night|month)|prior (?:day|visit)|tomorrow|next day|"
    r"following day|day after|(?:on|after) (?:mon|tues|wednes|thurs|fri|satur|sun)day|another day)\b",
    re.IGNORECASE,
)
_TRAVEL = Pattern(r"\b(?:driv\w+|drove|travel\w*|commut\w+)\b", re.IGNORECASE)
_APART = Pattern(
    r"\b(?:exclu\w+|not (?:counting|including|count(?:ed)?)|separate(?:ly)?|apart from|other than|aside from|besides|does not include|"
    r"in addition to|minus|less|exclusive of|not part of)\b",
    re.IGNORECASE,
)
_PROCEDURE = Pattern(
    r"\b(?:intubat\w*|central line|arterial line|procedures?|laceration|repair|injection|ekg|ecg|interpretation|ultrasound|"
    r"spirometry|teaching|cpr|lumbar puncture|biops\w+|chest tube|cardioversion|splint\w*|line placement|thoracentesis|paracentesis)\b",
    re.IGNORECASE,
)
#: What the minutes were of, by words of the sentence; the first that is said.
_OF: tuple[tuple[str, Pattern], ...] = (
    ("critical care minutes", Pattern(r"\bcritical care\b", re.IGNORECASE)),
    ("tobacco counseling minutes", Pattern(r"\b(?:tobacco|smok\w*|cessation|quit\w*|vap\w+|nicotine|cigarettes?)\b", re.IGNORECASE)),
    (
        "advance care planning minutes",
        Pattern(r"\b(?:advance care|acp|advance directives?|goals[- ]of[- ]care|code status|polst|molst|living will|health ?care proxy)\b", re.IGNORECASE),
    ),
    (
        "care management minutes",
        Pattern(r"\b(?:ccm|care management|chronic care|this (?:calendar )?month|during the month|in the month|care plan)\b", re.IGNORECASE),
    ),
    ("discharge minutes", Pattern(r"\b(?:discharg\w*|going home|final exam)\b", re.IGNORECASE)),
)  # fmt: skip
#: What a whole record may be about, by its first words.
_OF_A_TITLE = frozenset({"advance care planning minutes", "care management minutes", "discharge minutes"})
_TITLE = 60
#: Minutes within so many characters of the beginning open a sentence.
_OPENING = 8
_CRITICAL_DENIED = Pattern(
    r"\b(?:no|not|without|did not (?:meet|provide)|doesn't meet)\b[^.;]{0,24}\bcritical care\b", re.IGNORECASE
)


def minutes_in(page: Page) -> Iterator[Measure]:
    """Give the minutes of each kind that a page documents, in order of the text."""
    text = page.document.text
    hints = [hint.start() for hint in _HINT.finditer(lowered(text))]
    for line in page.lines:
        if bisect_left(hints, line.start) == bisect_left(hints, line.end):
            continue
        said = text[line.start : line.end]
        for found in (*_SPAN.finditer(said), *_CLOCK.finditer(said)):
            value = _minutes(found) if found.group() else None
            if value and (name := _name(page, line, said, found)):
                evidence = page.document.quote(line.start + found.start(), line.start + found.end())
                yield Measure(name, Decimal(value), "minutes", evidence)


def _minutes(found: re.Match[str]) -> int | None:
    said = found.groupdict()
    if "h1" in said:
        first, last = (int(said[f"h{n}"]) * 60 + int(said[f"m{n}"]) for n in (1, 2))
        return (last - first) % (720 if last < first and not said["a2"] else 1440) or None
    hours = number((said["hours"] or "0").lower())
    low = (said["minutes"] or "").lower()
    return hours * 60 + number(low or "0") or None


def _name(page: Page, line: Line, said: str, found: re.Match[str]) -> str | None:
    """What the minutes were of; None where they were not spent on care."""
    before, after = said[: found.start()], said[found.end() :]
    clause_before = re.split(r"[;]|, (?=(?:and|of|with|plus|including|excluding|not)\b)", before)[-1]
    clause = clause_before + found.group() + re.split(r"[;,(]", after, maxsplit=1)[0]
    labelled = f"{line.label or ''} {_heading(page, line)} {said}"
    if found.start() < _OPENING:
        labelled = f"{_before(page, line)} {labelled}"
    if not _SPENT.search(labelled):
        return None
    close = re.split(r"[;:,(]", before)[-1] + found.group() + re.split(r"[;:,)]", after, maxsplit=1)[0]
    if _OTHER_DAY.search(close):
        return "other day minutes"
    if _TRAVEL.search(close):
        return "travel minutes"
    nearest = re.split(r"[;:,.]", before)[-1] + found.group() + re.split(r"[;:,]", after, maxsplit=1)[0]
    if _PROCEDURE.search(nearest) and not re.search(
        r"\btotal\b|exclu|not (?:count|includ)|apart from|separate", nearest, re.IGNORECASE
    ):
        return "procedure minutes"
    if _APART.search(clause_before[-60:]) and _PROCEDURE.search(clause):
        return "procedure minutes"
    kind = next((name for name, words in _OF if words.search(clause)), None)
    if kind is None and not re.search(r"\btotal\b", clause, re.IGNORECASE):
        kind = next((name for name, words in _OF if words.search(labelled)), None)
    if kind is None:
        kind = next(
            (
                name
                for name, words in _OF
                if name in _OF_A_TITLE and words.search(page.document.text, 0, _TITLE)
            ),
            None,
        )
    if kind == "critical care minutes" and _CRITICAL_DENIED.search(said):
        kind = None
    if _STAFF.search(clause_before[-40:]) or re.match(
        r"\W{0,2}(?:by|with|of) (?:the |my |our |clinical )?(?:nurse|rn|ma|staff|clinical)", after
    ):
        return "staff care management minutes" if kind == "care management minutes" else "staff minutes"
    return kind or "visit minutes"


def _before(page: Page, line: Line) -> str:
    """The sentence before a line, which minutes that open the line belong to."""
    at = page.lines.index(line)
    return page.document.text[page.lines[at - 1].start : page.lines[at - 1].end] if at else ""


def _heading(page: Page, line: Line) -> str:
    """The heading of the section a line stands in."""
    for section in page.sections:
        if section.body.start <= line.start < section.body.end:
            return section.heading.words if section.heading else ""
    return ""
