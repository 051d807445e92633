"""A cancer of the skin whose site stands with its biopsy only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Cancers of the skin of no site, each with its column of the figures.
OPEN = {"C43.9": 1, "C44.90": 2, "C44.91": 3, "C44.92": 4, "C44.99": 5, "D03.9": 6, "D04.9": 7}
_TAKEN = Pattern(r"\b(?:biops\w+|patholog\w+|shave[ds]?|punch(?:ed)?|specimens?)\b", re.IGNORECASE)
#: Another growth than the one found, or no cancer.
_OTHER = Pattern(
    r"\b(?:benign|negative|nevus|nevi|dysplastic|keratos[ie]s|no (?:evidence|malignancy|cancer)|years ago|prior|previous(?:ly)?|will|plan\w*|if|(?-i:may))\b",
    re.IGNORECASE,
)
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
#: What leads to a place, or stands behind it: "from the left cheek", "cheek lesion"; not "as he dried his face".
_AT = r"""(?:(?:\b(?:of|from|on|at|beside|near|over|to|in|behind|above|below)|[:(,"\u201c])\s*(?:the |his |her )?(?:(?!(?:the|his|her)\b)[\w-]+ ){0,3}?"""
_THERE = (
    r"(?= (?:skin )?(?:lesion|biops\w+|shave|punch|bump|spot|growth|papule|plaque|nodule|mole|site|specimen))"
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2, I.B.2", URL),
)
def skin_cancer_of_the_site_biopsied(coding: Coding, books: Books) -> Iterator[Give]:
    """A cancer of the skin named without its site is of the one site that the record says was biopsied."""
    found = coding.having(*OPEN)
    sited = [a for a in coding.having("C43", "C44", "D03", "D04") if a.value not in OPEN]
    kinds = [a for a in found if a.value != "C44.90"] or list(found)
    if len(kinds) != 1 or sited:
        return
    told = list(_biopsied(coding, OPEN[kinds[0].value]))
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
        if old or not _TAKEN.search(words) or _OTHER.search(words):
            continue
        sides = [i for i, side in enumerate(("right", "left")) if side in sides_named(words)]
        for row in rows("skin_sites"):
            site = re.search(rf"{_AT}(?:{row[0]})\b|\b(?:{row[0]})\b{_THERE})", words, re.IGNORECASE)
            if site is None:
                continue
            codes = row[column].split("/")
            value = codes[0] if len(codes) == 1 else codes[sides[0] if len(sides) == 1 else -1]
            yield value, quoted(coding, sentence, site)
