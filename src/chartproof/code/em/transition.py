"""Transitional care: whether contact within two business days and the visit within fourteen are documented.

42 CFR 414.22 and Medicare Claims Processing Manual, chapter 12, 30.6; contact that was tried twice counts too.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern

_DATE = r"(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?"
_DISCHARGED = Pattern(rf"\bdischarge\w*\b[^.;\n]{{0,50}}?{_DATE}", re.IGNORECASE)
_CONTACTED = Pattern(
    rf"\b(?:reached|called|phoned|spoke|contact\w*|left a message|call(?:ed)? (?:to|on)|tried)\b[^.;\n]{{0,60}}?{_DATE}",
    re.IGNORECASE,
)
_TWO_DAYS = Pattern(
    r"\b(?:within|in) (?:two|2|one|1|24|48)[- ](?:business |working )?(?:days?|hours?)\b", re.IGNORECASE
)
_LAST_DAY = 14
#: From this day of the week on the working week is over.
_SATURDAY = 5


def is_in_time(coding: Coding) -> bool:
    """Whether the record documents contact by the second business day and the visit is by the fourteenth day."""
    visit = coding.encounter.began
    text = "\n".join(document.text for document in coding.encounter.documents)
    left, contact = _day(_DISCHARGED.search(text), visit), _day(_CONTACTED.search(text), visit)
    if left is None or visit is None:
        return bool(_TWO_DAYS.search(text))
    if (visit - left).days > _LAST_DAY:
        return False
    return contact <= second_business_day(left) if contact else bool(_TWO_DAYS.search(text))


def days_to_visit(coding: Coding) -> int | None:
    """How many days after the discharge the visit was; None where the record does not say."""
    text = "\n".join(document.text for document in coding.encounter.documents)
    left = _day(_DISCHARGED.search(text), coding.encounter.began)
    return (coding.encounter.began - left).days if left and coding.encounter.began else None


def second_business_day(day: date) -> date:
    """The second working day after a discharge; holidays are not known."""
    found, at = 0, day
    while found < 2:
        at += timedelta(days=1)
        found += at.weekday() < _SATURDAY
    return at


def _day(found: re.Match[str] | None, near: date | None) -> date | None:
    if found is None:
        return None
    month, day, said = int(found[1]), int(found[2]), found[3]
    year = int(said) + (2000 if len(said) < 4 else 0) if said else near.year if near else None
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None
