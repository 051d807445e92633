"""How long a machine ran, in hours in a row."""

from __future__ import annotations

import re

from chartproof.code.icd10pcs.count import Count
from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern

_STAMP = r"(?:(?P<m{0}>\d{{1,2}})/(?P<d{0}>\d{{1,2}})(?:/\d{{2,4}})?,?\s+(?:at\s+)?)(?P<h{0}>\d{{1,2}}):?(?P<i{0}>\d{{2}})"
_FROM = Pattern(_STAMP.format(1) + r".{0,400}?" + _STAMP.format(2), re.DOTALL)
_HOURS = Pattern(
    r"(?P<more>more than|over|greater than|>)?\s*(?P<n>\d{1,4})\s*[- ]?(?P<unit>hours?|hrs?|h|days?|d|weeks?)\b",
    re.IGNORECASE,
)
#: From one time of the clock to another, the same day or the next.
_CLOCK = Pattern(
    r"\b(?P<h1>[01]?\d|2[0-3]):?(?P<i1>[0-5]\d)(?: ?h(?:rs|ours)?)?\s*(?:to|until|till|-|\u2013|through)\s*"
    r"(?P<h2>[01]?\d|2[0-3]):?(?P<i2>[0-5]\d)\b"
)
_NO_RUN = Pattern(r"\b(?:aged?|old|every|q|in|after|within|ago|post|next|x)\W*$", re.IGNORECASE)
_RUNS = ((0, 24, "Less than 24 Consecutive Hours"), (24, 97, "24-96 Consecutive Hours"), (97, 100_000, "Greater than 96 Consecutive Hours"),
         (0, 8, "Less than 8 Consecutive Hours"), (8, 24, "8-24 Consecutive Hours"), (25, 100_000, "Greater than 24 Consecutive Hours"))  # fmt: skip
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def hours(told: Told) -> list[Count] | None:
    """How many hours in a row a machine ran: from the times charted, else as it is said."""
    text = told.document.text
    reach = told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3]
    start, end = min(a for a, _ in reach), max(b for _, b in reach)
    if m := _FROM.search(text, start, end):
        ran = (_minutes(m, 2) - _minutes(m, 1)) // 60
        if 0 < ran < 5000:
            words = told.document.quote(*m.span("h1")), told.document.quote(*m.span("h2"))
            return [Count(_run(ran), words)]
    if m := _CLOCK.search(text, start, end):
        words = told.document.quote(*m.span("h1")), told.document.quote(*m.span("h2"))
        return [Count(_run(_of_clock(m)), words)]
    for m in _HOURS.finditer(text, start, end):
        unit = m["unit"].lower()[0]
        if _NO_RUN.search(text, max(0, m.start() - 12), m.start()):
            continue
        count = int(m["n"]) * {"d": 24, "w": 168}.get(unit, 1) + bool(m["more"])
        return [Count(_run(count), (told.document.quote(m.start("n"), m.end()),))]
    return None


def _of_clock(m: re.Match[str]) -> int:
    """The hours from one time of the clock to the next time it shows another."""
    first, last = (int(m[f"h{n}"]) * 60 + int(m[f"i{n}"]) for n in (1, 2))
    return (last - first) % 1440 // 60


def _minutes(m: re.Match[str], n: int) -> int:
    """The minutes of the year at one of the two times."""
    days = _DAYS_BEFORE[(int(m[f"m{n}"]) - 1) % 12] + int(m[f"d{n}"])
    return days * 1440 + int(m[f"h{n}"]) * 60 + int(m[f"i{n}"])


def _run(ran: int) -> tuple[str, ...]:
    return tuple(label for first, after, label in _RUNS if first <= ran < after)
