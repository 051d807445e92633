"""How far ulcerative colitis reaches, as the colonoscopy tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Of no extent; the farthest first: the whole colon, the left side, rectum and sigmoid.
OPEN = "K51.9"
_ILL = r"(?:inflam\w+|colitis|disease|ulcerat\w+|erythema\w*|involv\w+|active)"
_EXTENTS = (
    (
        "0",
        Pattern(
            rf"\b{_ILL}\b[^.;\n]{{0,50}}\brectum (?:all the way )?(?:up )?to (?:the )?(?:cecum|caecum|ascending colon|hepatic flexure)\b|\bpan-?colitis\b|\bpan-?colonic (?:disease|inflam\w+|colitis)|"
            rf"\b{_ILL}\b[^.;\n]{{0,30}}\b(?:entire|whole) colon\b",
            re.IGNORECASE,
        ),
    ),
    (
        "5",
        Pattern(
            rf"\b{_ILL}\b[^.;\n]{{0,50}}\brectum (?:up )?to (?:the )?(?:splenic flexure|descending colon)\b|\bleft-?sided (?:ulcerative )?colitis\b",
            re.IGNORECASE,
        ),
    ),
    ("3", Pattern(rf"\b{_ILL}\b[^.;\n]{{0,50}}\brectum (?:up )?to (?:the )?sigmoid\b", re.IGNORECASE)),
)
_NOT = Pattern(r"\b(?:no|without|normal|not|family|mother|father|brother|sister)\b[^,;]*$", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "K51.0, K51.3, K51.5"),
)
def extent_of_colitis(coding: Coding, books: Books) -> Iterator[Give]:
    """Ulcerative colitis of no extent takes the farthest that the record tells of it, with its complication."""
    for colitis in coding.having(OPEN):
        found = _extent(coding)
        if found is None:
            continue
        value = f"K51.{found[0]}{colitis.value[5:]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (colitis, found[1]), (colitis,), colitis.needed)


def _extent(coding: Coding) -> tuple[str, Evidence] | None:
    told = list(sentences_outside(coding, "family_history"))
    for digit, words in _EXTENTS:
        for sentence in told:
            at = words.search(sentence.words)
            if at and not _NOT.search(sentence.words[: at.start()]):
                return digit, sentence
    return None
