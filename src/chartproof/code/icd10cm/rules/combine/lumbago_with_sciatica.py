"""Low back pain and sciatica of one problem."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import head_one_problem, in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Pain of the vertebral end plates is another.
VERTEBROGENIC = "M54.51"
#: Of each side's sciatica, the code of the two together.
WITH = {"M54.30": "M54.40", "M54.31": "M54.41", "M54.32": "M54.42"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "M54.3, M54.4, M54.5: Excludes1"),
)
def lumbago_with_sciatica(coding: Coding, books: Books) -> Iterator[Give]:
    """Low back pain and sciatica that one line or the head of one problem names are lumbago with sciatica, one code by side."""
    backs = (a for a in coding.having("M54.5") if a.value != VERTEBROGENIC)
    for back in backs:
        for leg in coding.having(*WITH):
            together = in_one_line(back, leg) or head_one_problem(back, leg)
            if together and books.tabular.billable(WITH[leg.value]):
                yield Give(WITH[leg.value], (back, leg), (back, leg), leg.needed)
