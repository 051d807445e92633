"""Insulin and other drugs that control diabetes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.long_term import begun_at_visit, long_term_drugs_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give, Mark
from chartproof.rules.core import rule

#: The codes of drugs that control diabetes.
DIABETES = frozenset({"Z79.4", "Z79.84", "Z79.85"})
_RANK = {Needed.ALSO: 0, Needed.OBLIGED: 1, Needed.ADDRESSED: 2}


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.3", URL),
)
def long_term_insulin(coding: Coding, books: Books) -> Iterator[Give | Mark]:
    """Diabetes treated with insulin or other such drugs is coded with their long-term use."""
    diabetes = coding.having("E08", "E09", "E10", "E11", "E13", "O24")
    if not diabetes or coding.having("O24.4"):  # which says insulin and tablets itself (I.C.15.i)
        return
    only_type_1 = all(a.value.startswith("E10") for a in diabetes)
    for code, drugs in long_term_drugs_of(coding, DIABETES).items():
        if (code == "Z79.4" and only_type_1) or books.tabular.billable(code) is None:
            continue
        need = max((a.needed for a in diabetes), key=_RANK.__getitem__)
        needed = Needed.ALSO if need is Needed.ALSO else Needed.OBLIGED
        yield Give(code, because=(*drugs, diabetes[0]), needed=needed)
        for known in coding.having(code):
            yield Mark(known, needed=needed)
    for code, drugs in begun_at_visit(coding, DIABETES).items():
        if not (coding.having(code) or (code == "Z79.4" and only_type_1)) and books.tabular.billable(code):
            yield Give(code, because=(*drugs, diabetes[0]), needed=Needed.ALSO)
