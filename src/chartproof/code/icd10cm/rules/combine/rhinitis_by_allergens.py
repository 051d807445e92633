"""Allergic rhinitis, by everything that one problem says sets it off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Rhinitis by one allergen, or by none that is told.
_RHINITIS, _OF_NO_CAUSE = ("J30.1", "J30.8", "J30.9"), "J30.9"
#: What sets it off, by the code of each.
_ALLERGENS = (
    ("J30.1", Pattern(r"\b(?:pollens?|ragweed|timothy|bermuda grass)\b", re.IGNORECASE)),
    (
        "J30.81",
        Pattern(r"\b(?:cats?|dogs?|animals?|pets?)\b(?:/\w+)? (?:hair|dander)\b|\bdander\b", re.IGNORECASE),
    ),
    ("J30.89", Pattern(r"\b(?:dust[- ]?mites?|molds?|cockroach(?:es)?)\b", re.IGNORECASE)),
)
_DENIED = Pattern(r"\b(?:no|not|neg(?:ative)?|without|denies|avoid\w*)\b[^,;.+]{0,30}$", re.IGNORECASE)
_NEGATIVE = Pattern(
    r"[ :(]{0,2}(?:is |was |were )?neg(?:ative)?\b|[^.;+]{0,40}(?::|were|was) ?(?:all |both )?neg(?:ative)?\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def rhinitis_by_allergens(coding: Coding, _: Books) -> Iterator[Give]:
    """Allergic rhinitis that a line lays to several allergens takes the code of each."""
    for rhinitis in coding.having(*_RHINITIS):
        found = dict(_named(rhinitis, coding))
        gone = (rhinitis,) if rhinitis.value == _OF_NO_CAUSE else ()
        for code, words in found.items():
            if code != rhinitis.value:
                yield Give(code, (rhinitis, words), gone, rhinitis.needed, Why.LESS_SPECIFIC)


def _named(rhinitis: Assignment, coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The allergens that the lines of a rhinitis name, each by its code, with the words."""
    for mention in rhinitis.mentions:
        text, line = mention.line.words, mention.line
        for code, allergen in _ALLERGENS:
            for at in allergen.finditer(text):
                if not (_DENIED.search(text, 0, at.start()) or _NEGATIVE.match(text, at.end())):
                    document = document_of(coding, line.document)
                    yield code, document.quote(line.start + at.start(), line.start + at.end())
