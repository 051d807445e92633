"""Gout that is called idiopathic, and the joint it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

KIND, OPEN = "M10.0", ("M10.9", "M10.00")
#: The kind that codes of joints are for where the record names no cause.
_KIND = Pattern(
    r"(?<!not )\b(?:idiopathic|primary (?:gout|podagra)|no (?:secondary|underlying|identifiable|other|apparent|obvious) cause|"
    r"no (?:\w+ )?cause (?:beyond|other than|apart from|besides|but|except) (?:his |her |their )?(?:diet\w*|food|heredity|genetics|family))\b",
    re.IGNORECASE,
)
#: The joints by their character (M10.01-M10.07), the longer words first.
_JOINTS = (
    (r"shoulder", "1"),
    (r"elbow", "2"),
    (r"wrist", "3"),
    (r"(?:\d(?:st|nd|rd|th) )?(?:hand|finger|thumb|mcp|pip|dip)", "4"),
    (r"hip", "5"),
    (r"knee", "6"),
    (
        r"(?:big toe|great toe|(?:1st|first|2nd|second|\d(?:th|rd)) (?:mtp|toe|metatarsophalangeal)|mtp|podagra|toe|foot|midfoot|ankle|hallux)",
        "7",
    ),
)
_SIDE = r"\b(?P<side>left|right|both|bilateral|[LR])(?:,|\.)? (?:the |his |her )?"
_AT = tuple((Pattern(rf"{_SIDE}(?:{words})s?\b", re.IGNORECASE), digit) for words, digit in _JOINTS)
_SIDES = {"l": "2", "r": "1"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.a, I.B.2", URL),
)
def gout_by_kind_and_joint(coding: Coding, books: Books) -> Iterator[Give]:
    """Gout whose line calls it idiopathic is coded to that kind, and to the joint and the side that the line names."""
    known = [a for a in coding.having(KIND) if a.value not in OPEN]  # read from its own words already
    for gout in () if known else coding.having(*OPEN):
        lines = [m.line for m in gout.mentions]
        called = next(
            (found for line in lines for found in _found(coding, line, _KIND.search(line.words))), None
        )
        if called is None:
            continue
        placed = [(_place(line), line) for line in lines]
        (value, words), line = next((p for p in placed if p[0][1]), placed[0])
        joint = _found(coding, line, words)
        if value != gout.value and books.tabular.billable(value) is not None:
            yield Give(value, (gout, called, *joint), (gout,), gout.needed)


def _found(coding: Coding, line: Evidence, words: re.Match[str] | None) -> tuple[Evidence, ...]:
    """The words of a line that a match found."""
    document = coding.encounter.document(line.document)
    return (document.quote(line.start + words.start(), line.start + words.end()),) if words else ()


def _place(line: Evidence) -> tuple[str, re.Match[str] | None]:
    """The code by the one joint and side that a line names, and where; of several joints the code leaves it open."""
    found = [(m, digit) for words, digit in _AT for m in words.finditer(line.words)]
    sides = {(digit, _SIDES.get(m["side"][0].lower())) for m, digit in found}
    if len(sides) != 1 or None in next(iter(sides)):
        return "M10.00", None
    ((digit, side),) = sides
    return f"M10.0{digit}{side}", found[0][0]
