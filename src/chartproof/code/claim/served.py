"""The day of a service: its own words, its document's, else the encounter's."""

from __future__ import annotations

import re
from datetime import date

from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Encounter, Evidence
from chartproof.terms.sought import first

#: The visit of the last day of a stay.
_LEAVING = frozenset({"99238", "99239", "99315", "99316"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = (
    r"(?:(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>(?:19|20)?\d\d))?(?![\d/])|(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)|"
    rf"(?P<m3>{'|'.join(_MONTHS)})[a-z]*\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y3>(?:19|20)\d\d))?(?!\d))"
)
_ANY = Pattern(rf"(?<![\d/.-]){_DAY}", re.IGNORECASE)
_CALLED = Pattern(
    rf"(?:date of (?:service|procedure|surgery|operation|visit|exam\w*|injection)|service date|procedure date|dos|visit date|"
    rf"(?:date|time) (?:seen|performed))\W{{0,4}}{_DAY}",
    re.IGNORECASE,
)


def served_on(a: Assignment, encounter: Encounter) -> date | None:
    """The day a service was given, as its sentence or its document says it; None where nothing says any."""
    if encounter.began == encounter.ended or encounter.ended is None:
        told = _of(encounter.documents[0], encounter) if encounter.began is None else None
        return encounter.began or told
    if a.value in _LEAVING:
        return encounter.ended
    words = a.proof.words()[0]
    document = encounter.document(words.document)
    return _beside(words, document, encounter) or _of(document, encounter) or encounter.began


def _beside(words: Evidence, document: Document, encounter: Encounter) -> date | None:
    """The day that the line of the words names, the nearest before them, else after."""
    begins = document.text.rfind("\n", 0, words.start) + 1
    ends = document.text.find("\n", words.end)
    line = document.text[begins : ends if ends >= 0 else None]
    days = [(m.start() + begins, day) for m in _ANY.finditer(line) if (day := _within(m, encounter))]
    before = [day for at, day in days if at < words.start]
    return before[-1] if before else days[0][1] if days else None


def _of(document: Document, encounter: Encounter) -> date | None:
    """The day that a document is of: as it says, else as it was written, within the encounter."""
    found = first(_CALLED, document.text)
    told = _within(found, encounter) if found else None
    if told is None and document.written:
        told = document.written.date()
    return told if told and _is_inside(told, encounter) else None


def _within(found: re.Match[str], encounter: Encounter) -> date | None:
    month = found["m"] or found["m2"]
    number = int(month) if month else _MONTHS.index(found["m3"].lower()) + 1
    year = found["y"] or found["y2"] or found["y3"]
    day = int(found["d"] or found["d2"] or found["d3"])
    if year:
        years: tuple[int, ...] = (int(year) + 2000 if len(year) == 2 else int(year),)
    else:  # a stay may go over the turn of the year
        years = (encounter.began.year, encounter.began.year + 1) if encounter.began else ()
    days = (_day(one, number, day) for one in years)
    return next((d for d in days if d and _is_inside(d, encounter)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_inside(day: date, encounter: Encounter) -> bool:
    last = encounter.ended or encounter.began
    return (encounter.began is None or encounter.began <= day) and (last is None or day <= last)
