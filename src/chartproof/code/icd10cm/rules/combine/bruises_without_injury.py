"""Bruises that no injury brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_BRUISES = Pattern(r"\b(?:bruis\w+|ecchymos\w+|purpura)\b", re.IGNORECASE)
#: How a sentence says that they came of themselves.
_OF_THEMSELVES = Pattern(
    r"\b(?:spontaneous(?:ly)?|easy (?=bruis)|unprovoked|atraumatic|non-?traumatic)\b"
    r"|\b(?:without|no|denies|denied|not (?:recall|remember)\w*) (?:an?y? |any |known |recalled |preceding |prior |previous |history of |h/o |hx of |significant )*"
    r"(?:trauma\w*|injur(?:y|ies)|blows?|falls?|accident)\b",
    re.IGNORECASE,
)
_SPONTANEOUS = "R23.3"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Ecchymosis, spontaneous"),
)
def bruises_without_injury(coding: Coding, _: Books) -> Iterator[Give]:
    """Bruises that a sentence calls spontaneous, or tells without any injury, are spontaneous ecchymoses and no contusions."""
    events = {m.line for a in coding.having("V", "W", "X", "Y0") for m in a.mentions}
    bruises = tuple(
        a for a in coding.having("S") if _is_of_itself(a) and events.isdisjoint(m.line for m in a.mentions)
    )
    if bruises:
        yield Give(_SPONTANEOUS, because=bruises, instead_of=bruises, instead_why=Why.UNSUPPORTED)


def _is_of_itself(assignment: Assignment) -> bool:
    """Whether it is bruises alone, and every sentence that tells them says that they came of themselves."""
    told = [m for m in assignment.mentions if is_certain(m)]
    return (
        "ontusion" in (assignment.title or "")
        and bool(told)
        and all(
            _BRUISES.search(" ".join(e.words for e in m.evidence)) and _OF_THEMSELVES.search(m.line.words)
            for m in told
        )
    )
