"""A day of the calendar as notes write it."""

from __future__ import annotations

import re
from datetime import date

#: As notes write it: 4/24, 4/24/26, April 24, Apr 24th, 2026, the 24th.
CALENDAR = (
    r"(?:(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{2,4}))?\b(?!/)|"
    r"(?P<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (?P<of>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<in>\d{4})\b)?|"
    r"the (?P<nth>[1-3]?\d)(?:st|nd|rd|th)\b(?! (?:of|and|to|hospital|post|day|night|week|percentile|rib|toe|finger|floor|nerve|ventricle|intercostal|metacarpal|metatarsal|digit|degree|dose|time|cycle)))"
)
#: How the names of months begin.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: So many days after the admission a day without a year is still of the stay, not of the year before.
_IN_A_STAY = 180


def day_of(found: re.Match[str], began: date) -> date | None:
    """A day of the calendar as written; in the admission's year where none is told, or the next in a stay over New Year; None for what is no day."""
    if found["nth"]:
        return _next(int(found["nth"]), began)
    year = int(found["year"] or found["in"] or began.year)
    month = int(found["month"]) if found["month"] else MONTHS.index(found["name"][:3].lower()) + 1
    if not (found["year"] or found["in"]) and month < began.month - _OVER_NEW_YEAR:
        year += 1
    try:
        return date(year + 2000 if year < 100 else year, month, int(found["day"] or found["of"]))
    except ValueError:
        return None


def _next(number: int, began: date) -> date | None:
    """The first day of that number from the admission on: "the 29th"."""
    month = began.month + (number < began.day)
    try:
        return date(began.year + (month > 12), (month - 1) % 12 + 1, number)
    except ValueError:
        return None


#: January behind an admission of November is of the next year; of May it was of this.
_OVER_NEW_YEAR = 8


def is_later(found: re.Match[str], began: date) -> bool:
    """Whether a day of the calendar lies behind the admission and is still of the stay."""
    day = day_of(found, began)
    return day is not None and 0 < (day - began).days <= _IN_A_STAY


#: What stands in front of a day by its letter, a word or a value, and what behind it: a dose, a site, more of a dextrose.
_LED = "".join(
    f"(?<={word} )|"
    for word in (
        "on",
        "by",
        "from",
        "since",
        "until",
        "found",
        "noted",
        "developed",
        ":",
        r"(?<![c+]\d)(?<=\d)",
    )
)
_NO_DAY = r"(?!/| ?(?:ns|w|lr|1/2|half|bolus|water|gtt|drip|infusion|of|\d|iu|units?|daily|tx|steno\w+|lesion|level|disease|fracture|compression)\b)"
#: A day of the stay by its letter: "Na 151 d9", "VAP: d11 new fever", "D+3"; no vitamin, no dextrose, no day of a drug.
LETTERED_DAY = (
    rf"(?:\bd ?\+ ?(?:[2-9]|\d\d)\b|(?:{_LED}^|(?<=\n))(?-i:d(?:[2-46-9]|1[1-9]|[23]\d)\b){_NO_DAY})"
)
