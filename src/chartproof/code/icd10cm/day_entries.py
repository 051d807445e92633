"""The days under which a record that is written day by day tells: "8/7 overnight pulled his IV ...", "2/25: right arm swollen"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from chartproof.model.calendar import CALENDAR, day_of, is_later
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern

#: A day of the calendar that opens a line, with its hour or what note it is behind it; "On 3/4 he became" opens none.
_OPENS = Pattern(
    rf"^[ \t*#-]{{0,4}}{CALENDAR}(?: ?[-\u2013] ?(?:\d{{1,2}}/)?\d{{1,2}}(?![\d/]))?(?=[:,]? +\S|:\s)(?! (?:to|through|until|and|&)\b)",
    re.IGNORECASE | re.MULTILINE,
)
#: So many of them make a record of days; one behind which a colon stands counts twice.
_LEAST = 2
#: What was there before its day, or is over by it.
_NOT_NEW = Pattern(
    r"\b(?:still|continu\w*|persist\w*|improv\w*|resolv\w*|better|clear(?:er|ing|ed)|unchanged|stable|less|down to|weaned|treated|since admission|known|chronic|baseline|"
    r"(?:on|at|upon) (?:admission|arrival|presentation)|no (?:new|further|more))\b",
    re.IGNORECASE,
)


class Entry(NamedTuple):
    """The entry of a day: the words that open it, where it ends, and its day."""

    start: int
    opened: int
    end: int
    day: date


@lately(16)
def entries(text: str, began: date) -> tuple[Entry, ...]:
    """The entries of a record whose lines are opened by days of the stay, one after the other; none where it is not so written."""
    found = [(m, day) for m in _OPENS.finditer(text) if (day := _day(m, began))]
    days = [day for _, day in found]
    counted = len(days) + sum(text.startswith(":", m.end()) for m, _ in found)
    if counted < _LEAST or days != sorted(days) or days[-1] <= began or days[0] < began:
        return ()
    starts = [m.start() for m, _ in found]
    return tuple(
        Entry(m.start(), m.end(), _end(text, m.end(), next_one), day)
        for (m, day), next_one in zip(found, [*starts[1:], len(text)], strict=True)
    )


def _day(found: re.Match[str], began: date) -> date | None:
    day = None if found["nth"] else day_of(found, began)
    return day if day is not None and (day == began or is_later(found, began)) else None


def _end(text: str, start: int, limit: int) -> int:
    """Where an entry ends: at the next, or at a blank line."""
    blank = text.find("\n\n", start, limit)
    return limit if blank < 0 else blank


def entry_at(text: str, at: int, began: date | None) -> Entry | None:
    """The entry in which a place of a record stands."""
    if began is None:
        return None
    return next((e for e in entries(text, began) if e.start <= at < e.end), None)


def told_new_in_entry(text: str, at: int, began: date | None) -> tuple[int, int] | None:
    """The words that open the entry of a later day in which a condition is told, where its sentence does not say that it was there."""
    entry = entry_at(text, at, began)
    if entry is None or began is None or entry.day <= began:
        return None
    start = max(text.rfind(". ", entry.opened, at) + 2, text.rfind("\n", entry.opened, at) + 1, entry.opened)
    ends = [i for stop in (". ", "\n", ";") if (i := text.find(stop, at, entry.end)) >= 0]
    said = _NOT_NEW.search(text, start, min(ends, default=entry.end))
    return None if said else (entry.start, entry.opened)
