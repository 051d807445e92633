"""Anxiety and depression, two disorders named in one breath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_APART = Pattern(
    r"(?<!mixed )\banxiety(?: disorder| nos)?(?:,| and| &| \+|;)(?: and)? (?:\w+ ){0,2}depress\w+(?! disorder, mixed)|\bdepress\w+(?: disorder| nos)?(?:,| and| &| \+|;)(?: and)? (?:\w+ ){0,2}anxiety",
    re.IGNORECASE,
)

#: Anxiety, and the inclusion term whose words two disorders are read as.
NAMED = ("F41.8", "F41.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Anxiety; Depression"),
)
def anxiety_and_depression_apart(coding: Coding, _: Books) -> Iterator[Give]:
    """Anxiety "and" depression are two disorders, each with its own code; only one that mixes both is the combined one (house rule)."""
    for both in coding.having("F41.8"):
        if both.mentions and all(m.concept in NAMED and _APART.search(m.line.words) for m in both.mentions):
            if not coding.having("F31", "F32", "F33", "F34"):
                yield Give("F32.A", (both,), (both,), both.needed)
            yield Give("F41.9", (both,), (both,), both.needed)
