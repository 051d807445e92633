"""A polyp of the colon that turned out to be an adenoma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

POLYP, RECTAL = "K63.5", "K62.1"
ADENOMAS = ("D12.0", "D12.2", "D12.3", "D12.4", "D12.5", "D12.6")
#: Polyps that are no adenoma, of which one may be there besides; and polyps that were not looked at.
_OTHER = Pattern(
    r"\b(?:hyperplastic|inflammatory|pseudo-?polyps?|lymphoid|hamartoma\w*|juvenile|lost|not retrieved|left in place|not removed)\b",
    re.IGNORECASE,
)
_RECTUM = Pattern(r"\brect(?:um|al)\b", re.IGNORECASE)
#: So far before the kind of a polyp its site is named.
_NEAR = 40


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "K63.5, Excludes1: adenomatous polyp of colon", URL),
)
def polyp_that_is_an_adenoma(coding: Coding, _: Books) -> Iterator[Reject]:
    """A polyp of the colon that the record calls an adenoma has the adenoma's code alone, unless polyps of another kind are told."""
    adenomas = coding.having(*ADENOMAS)
    if not adenomas or any(
        _tells_other(d.text, bool(coding.having(RECTAL))) for d in coding.encounter.documents
    ):
        return
    for polyp in coding.having(POLYP):
        yield Reject(polyp, Why.LESS_SPECIFIC, (adenomas[0],))


def _tells_other(text: str, rectal: bool) -> bool:
    """Whether a polyp of another kind is told, which is not the one of the rectum that has a code of its own."""
    return any(
        not (rectal and _RECTUM.search(text, max(0, m.start() - _NEAR), m.end() + _NEAR))
        for m in _OTHER.finditer(text)
    )
