"""The joint that gout is in: the one its sentences name, or that the note tells of as inflamed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.code.icd10cm.wording import quoted
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence

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
#: What a joint with gout does, told elsewhere in the note than its name: "the right first MTP joint is red and hot".
_INFLAMED = Pattern(
    r"\b(?:left|right)\b[^.;]{0,60}\b(?:red|redden\w*|erythematous|hot|warm|swollen|swelled|inflamed|tender)\b|"
    r"\b(?:flare|attack|redness|aspirat\w+|crystals)\b[^.;]{0,60}\b(?:left|right)\b[^.;]{0,40}",
    re.IGNORECASE,
)
_NOT = Pattern(r"\b(?:no|not|nor|neither|without|never|resolved)\b|n't\b", re.IGNORECASE)


def told_of(mentions: Iterable[Mention], coding: Coding) -> list[Evidence]:
    """The sentences of the problems in which gout is named, each mention's own first."""
    return [line for m in mentions for line in (m.line, *sentences(m, coding))]


def placed(coding: Coding, lines: list[Evidence]) -> tuple[str, Evidence | None]:
    """The characters of the one joint and side that its sentences name, else that the note tells of as inflamed."""
    for told in (lines[:1], lines, [e for e in said(coding, _INFLAMED) if not _NOT.search(e.words)]):
        found = [
            (digit, m, line) for line in told for words, digit in _AT for m in words.finditer(flat(line))
        ]
        if found:
            places = {(digit, _SIDES.get(m["side"][0].lower())) for digit, m, _ in found}
            digit, match, line = found[0]
            side = _SIDES.get(match["side"][0].lower())
            return (
                (f"{digit}{side}", quoted(coding, line, match)) if len(places) == 1 and side else ("", None)
            )
    return "", None
