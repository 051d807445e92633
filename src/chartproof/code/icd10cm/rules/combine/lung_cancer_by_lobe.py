"""Lung cancer whose lobe stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.metastases import lobe_of_tumor
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

OPEN = ("C34.90", "C34.91", "C34.92")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2, I.B.2", URL),
)
def lung_cancer_by_lobe(coding: Coding, books: Books) -> Iterator[Give]:
    """Lung cancer that a line names with the lobe of its primary is coded to the lobe."""
    for cancer in coding.having(*OPEN):
        told = {lobe: m for m in cancer.mentions if (lobe := lobe_of_tumor(m.line.words))}
        for lobe, mention in told.items() if len(told) == 1 else ():
            if books.tabular.billable(lobe) is not None:
                yield Give(lobe, (cancer, *mention.evidence, mention.line), (cancer,), cancer.needed)
