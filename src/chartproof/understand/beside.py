"""What stands beside a value: unit, the laboratory's mark and range, the day, the usual value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from chartproof.model.pattern import Pattern
from chartproof.model.record import Document
from chartproof.understand.names import Kind

NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?|\.\d{1,3}"
_FLAG = Pattern(
    r"[ \t|]*[(\[*]{0,2}[ ]?(?P<flag>LL|HH|L|H|[Ll]ow|[Hh]igh|LOW|HIGH|[Cc]ritical(?:ly)? (?:low|high)|↓|↑)"
    r"[ ]?[)\]*]{0,2}(?![A-Za-z])"
)
_RANGE = Pattern(
    rf"[ \t|]*[(\[]?(?:ref(?:erence)?\.?(?: range)?|range|normal|nl|rr)?[: ]*(?P<low>{NUMBER})[ ]?[-\u2013][ ]?"
    rf"(?P<high>{NUMBER})(?![\d/])(?:[ ]?[a-zA-Z%/µμ]+)?[ ]?[)\]]?"
)
_DAY = Pattern(
    r"[ \t|]*[(\[]?(?:on |at )?(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/])[)\]]?"
)
_DAY_BEFORE = Pattern(
    r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?[)\]]?[ \t]*[:,|-]?[ \t]*$"
)
_WHEN = Pattern(
    r"[ \t]+(?:(?:on|at) (?:admission|arrival|presentation|discharge)|in (?:the )?e[dr]\b|today|yesterday|initially|"
    r"this morning|overnight|pre-?op(?:eratively)?|post-?op(?:eratively)?|on pod ?#?\d+|pod ?#?\d+|on (?:hospital )?day \d+)",
    re.IGNORECASE,
)
_USUAL = Pattern(
    r"[ \t]*[,;(]?[ \t]*(?:up |down |increased |decreased )?(?:from )?(?:a |an |his |her |their |the |known |at )*"
    rf"baseline(?: (?:of|was|is|around|about|creatinine|cr|hgb|hemoglobin)| ?~)*[ \t]*[:~=]?[ \t]*(?P<value>{NUMBER})"
    r"(?![\d/%])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read after a value, and where it ends."""

    end: int
    unit: str | None = None
    flag: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    at: datetime | None = None
    usual: re.Match[str] | None = None


def number(written: str) -> Decimal:
    """A number as notes write it: 18,200 is 18200."""
    return Decimal(written.replace(",", ""))


def beside(document: Document, kind: Kind, end: int) -> Beside:
    """What stands after the value that ends at `end`."""
    text = document.text
    unit = kind.unit.match(text, end) if kind.unit else None
    found = Beside(unit.end(), unit.group(1).strip()) if unit else Beside(end)
    for _ in range(4):
        further = _further(document, kind, found)
        if further is found:
            break
        found = further
    usual = _USUAL.match(text, found.end)
    if usual and kind.may_be(number(usual["value"])):
        return replace(found, end=usual.end(), usual=usual)
    return found


def _further(document: Document, kind: Kind, so_far: Beside) -> Beside:
    text, end = document.text, so_far.end
    flag = _FLAG.match(text, end) if so_far.flag is None else None
    if flag:
        mark = flag["flag"].lower()
        says = "low" if "low" in mark or mark[0] in "l↓" else "high"
        return replace(so_far, end=flag.end(), flag=says)
    day = _DAY.match(text, end) if so_far.at is None else None
    if day and (at := day_of(day, document)):
        return replace(so_far, end=day.end(), at=at)
    limits = _RANGE.match(text, end) if so_far.low is None else None
    if limits:
        low, high = number(limits["low"]), number(limits["high"])
        if kind.may_be(low) and low < high:
            return replace(so_far, end=limits.end(), low=low, high=high)
    if when := _WHEN.match(text, end):
        return replace(so_far, end=when.end())
    unit = kind.unit.match(text, end) if kind.unit and so_far.unit is None else None
    return replace(so_far, end=unit.end(), unit=unit.group(1).strip()) if unit else so_far


def day_before(document: Document, start: int) -> datetime | None:
    """The day written in front of a name, on its line."""
    line = document.text.rfind("\n", 0, start) + 1
    found = _DAY_BEFORE.search(document.text, max(line, start - 14), start)
    return day_of(found, document) if found else None


def day_of(found: re.Match[str], document: Document) -> datetime | None:
    """A day as written; without its year it is of the year the note was written."""
    year = found["year"] or (str(document.written.year) if document.written else None)
    if year is None:
        return None
    try:
        return datetime(int(year) + (2000 if len(year) == 2 else 0), int(found["month"]), int(found["day"]))  # noqa: DTZ001
    except ValueError:
        return None


_DAYS = Pattern(r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/])")


def column_days(document: Document, start: int, count: int) -> list[datetime | None]:
    """The days at the head of a table of `count` columns, the nearest such line above."""
    end = document.text.rfind("\n", 0, start)
    for _ in range(16):
        if end <= 0:
            break
        begin = document.text.rfind("\n", 0, end) + 1
        found = list(_DAYS.finditer(document.text, begin, end))
        if len(found) == count:
            return [day_of(day, document) for day in found]
        end = begin - 1
    return [None] * count
