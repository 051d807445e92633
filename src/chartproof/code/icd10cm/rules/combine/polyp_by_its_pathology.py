"""A polyp of the bowel that pathology calls an adenoma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sought import first

#: Adenoma of no site, or of the colon with its part unsaid; polyps of colon and rectum.
OPEN, POLYPS = ("D36.9", "D12.6"), ("K63.5", "K62.1")
_ADENOMA = Pattern(r"\b(?:tubul\w+|villous|sessile serrated|adenoma\w*)\b", re.IGNORECASE)
_BOWEL = Pattern(r"\b(?:colon\w*|sigmoid\w*|rect\w+|cec\w+|polyps?)\b", re.IGNORECASE)
#: Where a line goes on to the next polyp: "a tubular adenoma, the sigmoid one hyperplastic".
_NEXT = Pattern(r"[,;]|\b(?:and|while|whereas|but)\b", re.IGNORECASE)
_HYPERPLASTIC = Pattern(r"\bhyperplastic\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.K", URL),
)
def polyp_by_its_pathology(coding: Coding, books: Books) -> Iterator[Give]:
    """An adenoma of the bowel is coded by the part in which its polyp lay, the polyp not besides."""
    text = " ".join(d.text for d in coding.encounter.documents)
    polyps = () if first(_HYPERPLASTIC, text) else coding.having(*POLYPS)
    for adenoma in coding.having(*OPEN):
        if not says(adenoma, _ADENOMA) or not (polyps or says(adenoma, _BOWEL)):
            continue
        own = _sites(adenoma)
        sites = own or [site for polyp in polyps for site in _sites(polyp)]
        for value in dict.fromkeys(sites):
            if books.tabular.billable(value) is not None:
                yield Give(value, (adenoma, *polyps), (adenoma, *polyps))


def _sites(adenoma: Assignment) -> list[str]:
    """The parts of the bowel that its lines name."""
    lines = [_part(m) for m in adenoma.mentions]
    found = [
        [
            code
            for words, code, _ in rows("colon_sites")
            if re.search(rf"\b(?:{words})\b", line, re.IGNORECASE)
        ]
        for line in lines
    ]
    single = [sites for sites in found if len(sites) == 1]
    return [code for sites in single or found for code in sites]


def _part(mention: Mention) -> str:
    """The line of a mention; where it goes on to another kind of polyp, as far as that."""
    line, at = mention.line.words, mention.evidence[0].start - mention.line.start
    other = first(_HYPERPLASTIC, line)
    if other is None:
        return line
    begins = max((m.start() for m in _NEXT.finditer(line, 0, other.start())), default=other.start())
    begins = begins if at < begins else other.start()  # "hyperplastic, and a tubular adenoma of the cecum"
    return line[:begins] if at < begins else line[begins:]
