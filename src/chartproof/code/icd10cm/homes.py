"""Homes as the record tells them: whose or which kind, and which part."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.figures import rows
from chartproof.model.pattern import Pattern

_WHOSE = r"\b(?:his|her|their|own|family(?:'s)?|patient's|parents?'?|grandparents?'?|[a-z]+['\u2019]s|single[- ]family)\b"
#: Kinds of home by the column of the figure; a house only where it is said to be someone's.
KINDS = (
    (2, Pattern(r"\b(?:mobile home|trailer (?:home|park)|manufactured home)\b", re.IGNORECASE)),
    (3, Pattern(r"\b(?:apartment|condo(?:minium)?|apt)\b", re.IGNORECASE)),
    (
        1,
        Pattern(
            rf"\b(?:single|one)[- ]family (?:house|home|ranch|colonial)\b|{_WHOSE}(?: \w+)?(?: \w+)? house\b|\bhouse \((?:an? )?single[- ]family(?: home| house)?\)"
            r"|\b(?:yard|garden|garage|driveway|room|stairs|kitchen|basement|side|back|front|roof|gutters) of (?:the|a) house\b"
            r"|\b(?:behind|beside|outside|next to|in front of) (?:the|a) house\b|\btownhouse\b|\bhome \((?:a )?(?:single[- ]family )?house\)",
            re.IGNORECASE,
        ),
    ),
)
#: Homes that have codes of their own kind.
ELSEWHERE = Pattern(
    r"\b(?:nursing|group|boarding|funeral) (?:home|house)\b|\bhouse ?keep|\bfire ?house\b", re.IGNORECASE
)


#: From where to where the patient was going: it happened on the way.
_WAY = Pattern(
    r"\bfrom (?:\w+ ){0,2}(?:\w+room|kitchen|den|garage|porch|bed|couch) (?:in)?to (?:\w+ )?(?:\w+room|kitchen|den|garage|porch|toilet)\b"
    r"|\b(?:on (?:the|his|her|their) way|walking|going|heading|headed) to (?:\w+ )?(?:\w+room|kitchen|den|garage|porch|toilet)\b",
    re.IGNORECASE,
)


def kind_of_home(words: str) -> tuple[int, re.Match[str]] | None:
    """The kind of home that words tell (a column of the figure), and where they tell it."""
    if ELSEWHERE.search(words):
        return None
    found = ((column, pattern.search(words)) for column, pattern in KINDS)
    return next(((column, match) for column, match in found if match), None)


def part_of_home(words: str) -> tuple[str, ...]:
    """The row of the part of the home that words name, or the one where none is said."""
    for told in (_WAY.sub(" ", words), words):
        for row in rows("places_at_home"):
            if row[5] and re.search(rf"\b(?:{row[5]})\b", told, re.IGNORECASE):
                return row
    return rows("places_at_home")[-1]
