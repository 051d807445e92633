"""Pneumonia and its organism."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Pneumonia by organism.
NAMED = ("A48.1", "J12", "J13", "J14", "J15", "J16", "J17")

#: An organism that stands behind a pneumonia as its kind or its cause: "Pneumonia, RLL, klebsiella".
_BEHIND = (
    r"\b(?:pneumonia|cap|hcap|hap)\b(?:, (?:[lr][uml]l|(?:left|right)(?: (?:upper|middle|lower))?(?: lobe)?|bilateral))?"
    r"(?:,| -+| due to| 2/2| secondary to| from| caused by| with)? \(?(?:probable |likely )?%s\b"
    r"(?! (?:negative|neg|pending|ag|antigen|vaccin\w+|prophylaxis|ruled|not))"
)
_ORGANISMS = tuple(
    (code, re.compile(_BEHIND % words, re.IGNORECASE))
    for code, words in (
        ("J13", r"(?:strep(?:tococcus)?\.? pneumo(?:niae)?|s\. pneumo(?:niae)?|pneumococc(?:us|al))"),
        ("J14", r"(?:h(?:aemophilus)?\.? (?:influenzae|flu))"),
        ("J15.0", r"klebsiella"),
        ("J15.1", r"pseudomonas"),
        ("J15.211", r"mssa"),
        ("J15.212", r"mrsa"),
        ("J15.5", r"e(?:scherichia|\.)? ?coli"),
        ("J15.7", r"mycoplasma"),
        ("A48.1", r"legionella"),
        ("J12.1", r"rsv"),
    )
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def pneumonia_by_organism(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Pneumonia of a named organism stands for pneumonia not further specified."""
    yield from combined(coding, books, "pneumonia_by_organism")
    for plain in coding.having("J18.9"):
        for value, words in _ORGANISMS:
            if found := said(coding, plain, words):
                yield Give(value, because=(plain, found), instead_of=(plain,))
    named = coding.having(*NAMED)
    for plain in coding.having("J18.9"):
        if named:
            yield Reject(plain, Why.LESS_SPECIFIC, because=(named[0],))
