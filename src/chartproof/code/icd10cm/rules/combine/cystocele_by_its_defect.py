"""A cystocele and where its defect lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_WALL = Pattern(
    r"\b(?:anterior (?:vaginal )?(?:wall|compartment|prolapse)|cystocele|bladder (?:prolapse|descent|neck)|pubocervical)\b",
    re.IGNORECASE,
)
#: Where the defect lies, by the code of the cystocele.
_SITES = (
    ("N81.11", Pattern(r"\b(?:midline|central|mid[- ]?anterior)\b", re.IGNORECASE)),
    ("N81.12", Pattern(r"\b(?:paravaginal|lateral (?:defect|sulc\w+|detachment|wall))\b", re.IGNORECASE)),
)
_DENIED = Pattern(r"\b(?:no|not|without|denies|negative for|repaired|previous|prior|s/p)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def cystocele_by_its_defect(coding: Coding, _: Books) -> Iterator[Give]:
    """A cystocele is midline or lateral where the examination tells where the anterior wall gives way."""
    for cystocele in coding.having("N81.10"):
        found = list(_told(coding))
        if len({value for value, _ in found}) == 1:
            value, words = found[0]
            yield Give(value, (cystocele, words), (cystocele,))


def _told(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """Each sentence of the anterior wall that says where its defect lies."""
    for sentence in sentences_outside(coding, "pmh", "psh", "family_history"):
        words = sentence.words
        for value, pattern in _SITES if _WALL.search(words) else ():
            where = pattern.search(words)
            if where and not _DENIED.search(words[max(0, where.start() - 20) : where.start()]):
                yield value, quoted(coding, sentence, where)
