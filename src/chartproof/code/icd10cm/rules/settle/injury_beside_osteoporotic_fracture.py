"""The injury code of a bone that broke because it was weak."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.fractures import OSTEOPOROTIC_SITES, osteoporotic_site
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.d.2", URL),
)
def injury_beside_osteoporotic_fracture(coding: Coding, _: Books) -> Iterator[Reject]:
    """A fracture that is coded as osteoporotic is not coded as an injury of the same bone and side too."""
    for weak in coding.having("M80.0", "M80.8"):
        for injury in coding.having(*OSTEOPOROTIC_SITES):
            if weak.value[5:7] == osteoporotic_site(injury.value):
                yield Reject(injury, Why.EXCLUDED, (weak,))
