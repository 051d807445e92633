"""The minutes of a labor epidural and of the cesarean that its labor ended in, each apart, as an anesthetist's record tells them."""

from __future__ import annotations

import re

from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.wounds import whole
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

_CLOCK = re.compile(
    r"\b(?P<h>[01]?\d|2[0-3]):?(?P<m>[0-5]\d)\b(?! ?(?:mg|ml|mcg|cc|min|g\b|units?))\s?(?P<half>[ap])?"
)
_SPENT = re.compile(r"\b(?P<n>\d{2,4}) ?(?:minutes?|mins?)\b")
_BEGINS = re.compile(r"\b(?:start\w*|began|begun|begins?|placed|from|in|time|initiated)\b[^\d.;]{0,24}$")
_ENDS = re.compile(
    r"(?:\b(?:stop\w*|end\w*|finish\w*|through|until|till|to|out|discontinued|removed)\b|[-\u2013])[^\d.;]{0,24}$"
)
_LABEL = re.compile(
    r"(?P<labor>\blabor\b|\bvaginal (?:delivery|birth)\b|\blabor (?:epidural|analgesia)\b)|(?P<cesarean>\bcesarean\b|\bcaesarean\b|\bc-?/?section\b)"
)
#: How far behind its start the end of a time is told.
_FAR = 120
_DAY = 24 * 60

Spent = tuple[int, Evidence]


def labor_and_cesarean(scene: Scene, done: Done) -> tuple[Spent, Spent] | None:
    """The minutes of the labor epidural and those of the cesarean; None where one of the two is not told apart."""
    record = whole(scene, done)
    low = text_of(scene, record)
    told: dict[str, Spent] = {}
    for minutes, (first, last) in (*_by_clock(low), *_totals(low)):
        labels = [m.lastgroup or "" for m in _LABEL.finditer(low, 0, first)]
        if labels:
            told.setdefault(labels[-1], (minutes, quote(scene, record, first, last)))
    return (told["labor"], told["cesarean"]) if len(told) == 2 else None


def _by_clock(low: str) -> list[tuple[int, tuple[int, int]]]:
    """The times that begin and end, each pair with its minutes and its place."""
    found, begun = [], None
    for match in _CLOCK.finditer(low):
        before = low[max(0, match.start() - 40) : match.start()]
        if begun and match.start() - begun.end() <= _FAR and _ENDS.search(before):
            spent = (_minute(match) - _minute(begun)) % _DAY
            found.append((spent, (begun.start(), match.end())))
            begun = None
        elif _BEGINS.search(before):
            begun = match
    return [one for one in found if one[0]]


def _minute(match: re.Match[str]) -> int:
    hour = int(match["h"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return hour * 60 + int(match["m"])


def _totals(low: str) -> list[tuple[int, tuple[int, int]]]:
    """Minutes that are totalled."""
    return [(int(m["n"]), m.span()) for m in _SPENT.finditer(low)]
