"""Codes that carry no indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Fact
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule
from chartproof.terms.exempt import SYSTEM, may_be_exempt, row_of


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.a", URL),
)
def exempt(coding: Coding, books: Books) -> Iterator[Poa]:
    """A code on the list of those exempt from reporting has no indicator; without the list at hand a code that may be on it has none either."""
    if not reports_presence(coding.encounter):
        return
    at_hand = books.has(SYSTEM)
    for assignment in coding.assignments:
        if at_hand and (row := row_of(assignment.value, books)):
            yield Poa(assignment, "exempt", Rung.EXEMPT, (row,))
        elif not at_hand and may_be_exempt(assignment.value):
            yield Poa(assignment, None, Rung.EXEMPT, (Fact("books", f"no release of {SYSTEM}"),))
