"""Leukemia or myeloma whose sentence tells its relapse or its remission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.under import told_below, told_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

DISEASES = ("C90", "C91", "C92", "C93", "C94", "C95")
_RELAPSE = Pattern(
    r"\b(?:relapse|relapsed)\b(?![- ]?(?:free|risk|rates?|prevention|prophylaxis|or\b|/))", re.IGNORECASE
)
#: Remission, as it is written of these diseases: "in CR1", "CR2 after FLAG"; no creatinine.
_REMISSION = Pattern(
    r"\b(?:[Ii]n|[Aa]chiev\w+|[Rr]eached|[Nn]ow|[Rr]emains(?: in)?)\s+(?:an? |first |second |(?:MRD[- ]neg\w*|complete|deep|molecular|hematologic|cytogenetic|ongoing|continued) ){0,3}(?:remission|CR[123]?(?! ?\d)|CRi)\b"
    r"|(?<=, )CR[123]\b|\bCR[123] (?:after|since|s/p)\b"
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.n", URL),
)
def leukemia_relapsed_or_in_remission(coding: Coding, books: Books) -> Iterator[Give]:
    """Leukemia and myeloma are coded by what their sentence tells last: that they relapsed or that they are in remission."""
    for disease in coding.having(*DISEASES):
        if "not having achieved" not in (disease.title or "") or disease.value[-1] != "0":
            continue
        if len(coding.having(disease.value[:-1])) > 1:
            continue  # named by its state elsewhere
        relapse, remission = _told(coding, disease, _RELAPSE), _told(coding, disease, _REMISSION)
        told = [e for e in (relapse, remission) if e is not None]
        last = max(told, key=lambda e: e.start, default=None)
        value = disease.value[:-1] + ("2" if last is relapse else "1")
        if last is not None and books.tabular.billable(value) is not None:
            yield Give(value, (disease, last), (disease,), disease.needed)


def _told(coding: Coding, disease: Assignment, words: Pattern) -> Evidence | None:
    """Where a sentence of the disease, or one of its problem below, says so."""
    mentions = [m for m in disease.mentions if is_certain(m)]
    found = (told_beside(coding, m, words) or told_below(coding, m, words) for m in mentions)
    return next((e for e in found if e is not None), None)
