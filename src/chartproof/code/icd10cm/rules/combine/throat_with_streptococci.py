"""A sore throat whose test for streptococci the provider calls positive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What the throat's infection is by its cause.
STREPTOCOCCAL = {"J02.9": "J02.0", "J03.90": "J03.00", "J03.91": "J03.01"}
_POSITIVE = Pattern(
    r"\b(?:strep(?:tococc\w+)?|gas|group a strep(?:tococc\w+)?)(?: (?:a|test|testing|swab|culture|screen|antigen|pcr|rapid|throat|dna|molecular))*,?"
    r" (?:(?:is|was|today|here|came back|comes back|returned|done|in clinic|in the office) ){0,3}(?:positive|pos)\b(?! (?:last|in \d|\d|contacts?))"
    r"|\bpositive (?:for )?(?:rapid )?(?:strep(?:tococc\w+)?|group a strep\w*)\b(?! (?:contacts?|exposure|sib|brother|sister|mother|father))",
    re.IGNORECASE,
)
#: How far from the infection's name the test may be told, in characters, inside its paragraph.
_FAR = 200


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "J02.0, J03.0"),
)
def throat_with_streptococci(coding: Coding, _: Books) -> Iterator[Give]:
    """A pharyngitis or tonsillitis that the provider assesses with a positive test for streptococci is streptococcal."""
    for throat in coding.having(*STREPTOCOCCAL):
        if throat.needed is not Needed.ADDRESSED or coding.having(STREPTOCOCCAL[throat.value]):
            continue
        told = next((e for e in said(coding, _POSITIVE) if _is_told_beside(e, throat, coding)), None)
        if told is not None:
            yield Give(STREPTOCOCCAL[throat.value], because=(throat, told), instead_of=(throat,))


def _is_told_beside(test: Evidence, throat: Assignment, coding: Coding) -> bool:
    text = coding.encounter.document(test.document).text
    for mention in throat.mentions:
        first, last = sorted((mention.evidence[0], test), key=lambda e: e.start)
        near = mention.document == test.document and last.start - first.end <= _FAR
        if near and "\n\n" not in text[first.end : last.start]:
            return True
    return False
