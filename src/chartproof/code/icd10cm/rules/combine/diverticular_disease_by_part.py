"""Diverticular disease whose part of the bowel stands apart from its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_LARGE = r"(?:sigmoid|colon|colonic|cecum|cecal|rectosigmoid|large (?:bowel|intestine)|descending|ascending|transverse)"
_SMALL = r"(?:jejun(?:um|al)|ile(?:um|al)|duoden(?:um|al)|small (?:bowel|intestine))"
_SICK = r"(?:divertic\w+|inflam\w+|(?:wall )?thickening|stranding)"


def _told_of(part: str) -> Pattern:
    """The disease or its inflammation, told of a part of the bowel."""
    return Pattern(
        rf"\b(?P<sick>{_SICK})\b[^.;:\n]{{0,40}}\b(?:of|in|involving|affecting|along|at|around) (?:the )?(?:\w+ )?{part}\b"
        rf"|\b{part}\b[\w ,-]{{0,25}}\b(?P<there>{_SICK})",
        re.IGNORECASE,
    )


#: The parts by which the subcategories of K57 divide the bowel.
_PARTS = {"large": _told_of(_LARGE), "small": _told_of(_SMALL)}

#: What a study did not show there: "no thickening of the ileum".
_DENIED = Pattern(r"\b(?:no|not|without|neither|nor|negative for)\b[^.;:\n]{0,80}$", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def diverticular_disease_by_part(coding: Coding, books: Books) -> Iterator[Give]:
    """Diverticulitis or diverticulosis is coded to the part of the bowel that its own problem names."""
    for bleeding in coding.having("K57.91"):
        for sited in coding.having("K57.30", "K57.10"):  # the same diverticula, their part told elsewhere
            gone = (bleeding, sited)
            yield Give(f"{sited.value[:-1]}1", because=gone, instead_of=gone, needed=bleeding.needed)
            return
    for disease in coding.having("K57.8", "K57.9"):
        told = {part: e for part, words in _PARTS.items() if (e := _place(disease, words, coding))}
        if len(told) != 1:
            continue
        ((part, place),) = told.items()
        among = ("2", "3") if part == "large" else ("0", "1")
        value = f"K57.{among[disease.value.startswith('K57.9')]}{disease.value[5:]}"
        if books.tabular.billable(value):
            yield Give(value, because=(disease, place), instead_of=(disease,))


def _place(disease: Assignment, words: Pattern, coding: Coding) -> Evidence | None:
    """Where a line of the disease, the words behind it in its paragraph, or its problem, tell of this part."""
    problems = {(m.document, m.problem) for m in disease.mentions if m.problem is not None}
    beside = [m for m in coding.reading.mentions if (m.document, m.problem) in problems]
    for mention in (*disease.mentions, *beside):
        document = document_of(coding, mention.document)
        end = document.text.find("\n", mention.line.end)
        start, end = mention.line.start, end if end >= 0 else len(document.text)
        for found in words.finditer(document.text, start, end):
            at = found.start("sick" if found["sick"] else "there")
            if not _DENIED.search(document.text[start:at]):
                return document.quote(*found.span())
    return None
