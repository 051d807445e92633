"""A sore throat whose test for streptococci the provider calls positive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.code.icd10cm.wording import quoted
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
#: The test of another, one to come, an old one, another streptococcus, or one that contradicts it.
_NOT_IT = Pattern(
    r"\b(?:if|when|once|whether|unless|until|would|will|call|pending|carrier|ago|last|previous\w*|prior|january|february|march|april|group b|gbs|negative|neg|"
    r"mother|mom|father|dad|brother|sister|sib\w*|son|daughter|cousin|friend|classmate|roommate|wife|husband|contacts?|exposure|exposed)\b",
    re.IGNORECASE,
)

#: A test for something else that was negative beside it.
_OTHER_TEST = Pattern(
    r"\b(?:mono(?:spot|nucleosis)?|heterophile|ebv|flu(?: ?[ab]\b)?|influenza(?: [ab])?|covid(?:-19)?|sars-cov-2|rsv|gc|gonorrhea|chlamydia)(?:(?:,|/| and| or| &) ?(?:[ab]|flu|influenza|covid(?:-19)?|rsv|mono(?:spot)?))*"
    r"(?: (?:test|testing|swab|swabs|screen|pcr|antigen|rapid|both|all|was|were|is|are|came back)){0,3} (?:negative|neg)\b",
    re.IGNORECASE,
)


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
        if (told := _positive(throat, coding)) is not None:
            yield Give(STREPTOCOCCAL[throat.value], because=(throat, told), instead_of=(throat,))


def _positive(throat: Assignment, coding: Coding) -> Evidence | None:
    """The words of its own problem, or its own line, that call the patient's test positive."""
    for mention in throat.mentions:
        for line in sentences(mention, coding) if is_taken_up(mention) else ():
            found = _POSITIVE.search(flat(line))
            if found and not _NOT_IT.search(_OTHER_TEST.sub("", flat(line))):
                return quoted(coding, line, found)
    return None
