"""Breast cancer whose part of the breast is told in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The parts, by the character of C50 that names them.
_PARTS = (
    ("2", Pattern(r"\b(?:upper[- ](?:inner|medial)(?: quadrant)?|UIQ)\b", re.IGNORECASE)),
    ("3", Pattern(r"\b(?:lower[- ](?:inner|medial)(?: quadrant)?|LIQ)\b", re.IGNORECASE)),
    ("4", Pattern(r"\b(?:upper[- ](?:outer|lateral)(?: quadrant)?|UOQ)\b", re.IGNORECASE)),
    ("5", Pattern(r"\b(?:lower[- ](?:outer|lateral)(?: quadrant)?|LOQ)\b", re.IGNORECASE)),
    ("6", Pattern(r"\baxillary tail\b", re.IGNORECASE)),
)
#: Where the cancer is, or was until it was cut out.
_CANCER = Pattern(
    r"\b(?:cancer|carcinoma|adenocarcinoma|malignan\w+|IDC|ILC|tumou?r|lumpectomy|partial mastectomy|(?:ductal|lobular|mammary|invasive|breast) ca)\b",
    re.IGNORECASE,
)
#: What was felt or seen before it was a cancer, and what the next sentence says of it.
_FOUND = Pattern(r"\b(?:mass(?:es)?|lump|lesion|nodule|density|distortion|calcifications)\b", re.IGNORECASE)
_SAMPLED = Pattern(r"\b(?:biops\w+|bx|path(?:ology)?|FNAB?|cytology)\b", re.IGNORECASE)
#: Another growth, another person, or what is only looked for.
_OTHER = Pattern(
    r"\b(?:benign|fibroadenoma|cysts?|papilloma|no (?:\w+ )?(?:cancer|carcinoma|malignancy|mass)\b[^.;]*\bin|negative for|rule[ds]? out|mother|sister|aunt|grandmother|cousin|daughter|"
    r"if|prior|previous(?:ly)?|history of|years ago)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.14", URL),
)
def breast_cancer_by_quadrant(coding: Coding, books: Books) -> Iterator[Give]:
    """Breast cancer named without its part is of the one quadrant in which the record tells the cancer of that breast."""
    if any(not a.value.startswith("C50.9") for a in coding.having("C50")):
        return
    found = coding.having("C50.9")
    for cancer in found if len({a.value for a in found}) == 1 else ():
        told = list(_told(coding, cancer)) if cancer.value[-1] in "12" else []
        if len({part for part, _ in told}) == 1:
            value = f"C50.{told[0][0]}{cancer.value[5:]}"
            if books.tabular.billable(value) is not None:
                yield Give(value, (cancer, told[0][1]), (cancer,), cancer.needed)


def _told(coding: Coding, cancer: Assignment) -> Iterator[tuple[str, Evidence]]:
    """Each part in which a sentence tells the cancer of this breast, and the words."""
    side = "right" if cancer.value[-1] == "1" else "left"
    every = list(sentences_outside(coding, "family_history"))
    for sentence, after in zip_longest(every, every[1:]):
        words = sentence.words
        if after is not None and after.document == sentence.document and _is_its_biopsy(words, after.words):
            words = f"{words} {after.words}"
        if _CANCER.search(words) is None or _OTHER.search(words) or not sides_named(words) <= {side}:
            continue
        for part, named in _PARTS:
            if found := named.search(sentence.words):
                yield part, quoted(coding, sentence, found)


def _is_its_biopsy(words: str, after: str) -> bool:
    """Whether a sentence tells what the biopsy of the mass in the one before it showed."""
    return _FOUND.search(words) is not None and _SAMPLED.search(after) is not None
