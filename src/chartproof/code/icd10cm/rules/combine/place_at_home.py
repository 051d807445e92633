"""Where in which kind of home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import PLACE, causes
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_WHOSE = (
    r"\b(?:his|her|their|own|family(?:'s)?|patient's|parents?'?|grandparents?'?|friend's|single[- ]family)\b"
)
#: Kinds of home by the column of the figure; a house only where it is said to be someone's.
KINDS = (
    (2, Pattern(r"\b(?:mobile home|trailer (?:home|park)|manufactured home)\b", re.IGNORECASE)),
    (3, Pattern(r"\b(?:apartment|condo(?:minium)?|apt)\b", re.IGNORECASE)),
    (
        1,
        Pattern(
            rf"\bsingle[- ]family (?:house|home)\b|{_WHOSE}(?: \w+)?(?: \w+)? house\b"
            r"|\b(?:yard|garden|garage|driveway|room|stairs|kitchen|basement) of (?:the|a) house\b|\btownhouse\b",
            re.IGNORECASE,
        ),
    ),
)
#: Homes that have codes of their own kind.
ELSEWHERE = Pattern(
    r"\b(?:nursing|group|boarding|funeral) (?:home|house)\b|\bhouse ?keep|\bfire ?house\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def place_at_home(coding: Coding, books: Books) -> Iterator[Give]:
    """Where it happened is told by the kind of home and the part of it, as the words beside the cause tell both."""
    told = coding.having(f"{PLACE}.0")
    if any(not a.value.startswith(f"{PLACE}.0") for a in coding.having(PLACE)):
        return
    for beside in (*told, *causes(coding)):
        for mention in beside.mentions:
            kind = _kind(mention.line)
            if kind is None:
                continue
            value = _part(mention.line)[kind[0]]
            if books.tabular.billable(value) is not None and not coding.having(value):
                vague = tuple(a for a in told if a.value.startswith((f"{PLACE}.00", value[:6])))
                yield Give(value, (beside, _quoted(coding, mention.line, kind[1])), vague, beside.needed)
            return


def _kind(line: Evidence) -> tuple[int, re.Match[str]] | None:
    if ELSEWHERE.search(line.words):
        return None
    found = ((column, words.search(line.words)) for column, words in KINDS)
    return next(((column, match) for column, match in found if match), None)


def _part(line: Evidence) -> tuple[str, ...]:
    """The row of the part of the home that a line names, or the one where none is said."""
    for row in rows("places_at_home"):
        if row[5] and re.search(rf"\b(?:{row[5]})\b", line.words, re.IGNORECASE):
            return row
    return rows("places_at_home")[-1]


def _quoted(coding: Coding, line: Evidence, found: re.Match[str]) -> Evidence:
    document = coding.encounter.document(line.document)
    return document.quote(line.start + found.start(), line.start + found.end())
