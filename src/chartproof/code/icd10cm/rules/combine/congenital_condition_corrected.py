"""A malformation that was corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_CORRECTED = Pattern(
    r"\b(?:repaired|corrected|patched|ligated|surgically closed|closed (?:at|in|by) )\b|\b(?:s/p|status post|history of|h/o|underwent) (?:\w+ ){0,4}(?:repair|closure|correction|ligation)\b",
    re.IGNORECASE,
)
_LEFT = Pattern(
    r"(?<!no )\b(?:residual|recurrent|persistent|partial(?:ly)?|incomplete|awaiting|planned|will|for)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.17", URL),
)
def congenital_condition_corrected(coding: Coding, books: Books) -> Iterator[Give]:
    """A congenital malformation that has been corrected is coded as history of it."""
    if coding.having("Z38"):
        return
    for malformation in coding.having("Q"):
        row = row_for("history_of_disease", malformation.value)
        lines = [m.line.words for m in malformation.mentions]
        heads = [m.line.words for m in malformation.mentions if is_taken_up(m)]
        corrected = all(_CORRECTED.search(words) and not _LEFT.search(words) for words in heads or lines)
        if row is not None and lines and corrected and books.tabular.billable(row[1]):
            yield Give(row[1], because=(malformation,), instead_of=(malformation,), instead_why=Why.HISTORY)
