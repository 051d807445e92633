"""A cancer of the skin whose site stands with its biopsy only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.skin_sites import CANCERS, site_of_head, sites_named
from chartproof.code.icd10cm.under import flat
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_TAKEN = Pattern(r"\b(?:biops\w+|patholog\w+|shave[ds]?|punch(?:ed)?|specimens?)\b", re.IGNORECASE)
#: Another growth than the one found, or no cancer.
_OTHER = Pattern(
    r"\b(?:benign|negative|nevus|nevi|dysplastic|keratos[ie]s|no (?:evidence|malignancy|cancer)|years ago|prior|previous(?:ly)?|will|plan\w*|if|(?-i:may))\b",
    re.IGNORECASE,
)
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2, I.B.2", URL),
)
def skin_cancer_of_the_site_biopsied(coding: Coding, books: Books) -> Iterator[Give]:
    """A cancer of the skin named without its site is of the one site that the record says was biopsied."""
    found = coding.having(*CANCERS)
    sited = [a for a in coding.having("C43", "C44", "D03", "D04") if a.value not in CANCERS]
    kinds = [a for a in found if a.value != "C44.90"] or list(found)
    if len(kinds) != 1 or sited or site_of_head(coding, kinds[0]):
        return
    told = list(_biopsied(coding, CANCERS[kinds[0].value]))
    if told and len({value for value, _ in told}) == 1 and books.tabular.billable(told[0][0]) is not None:
        yield Give(told[0][0], because=(kinds[0], told[0][1]), instead_of=_of_one(found, kinds[0]))


def _of_one(found: tuple[Assignment, ...], kind: Assignment) -> tuple[Assignment, ...]:
    """The cancer, and "skin cancer" of no kind that the record calls it by."""
    return (kind, *(a for a in found if a is not kind))


def _biopsied(coding: Coding, column: int) -> Iterator[tuple[str, Evidence]]:
    """The code of each site that a sentence names with the taking of skin, or what was seen in it; the words."""
    began = coding.encounter.began
    for sentence in sentences_outside(coding):
        words = flat(sentence)
        years = {year.group() for year in _YEAR.finditer(words)}
        old = bool(years) and (began is None or str(began.year) not in years)
        if not old and _TAKEN.search(words) and not _OTHER.search(words):
            yield from sites_named(coding, sentence, column)
