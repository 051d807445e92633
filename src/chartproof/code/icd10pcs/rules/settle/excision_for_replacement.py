"""What is cut out to make room for what replaces it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import EXCISION, REPLACEMENT, RESECTION, others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Heart valves, lenses and joints: taken out only to be replaced. A breast or skin taken out is an end in itself.
_PREPARED = ("02", "08", "0R", "0S")


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.18", URL),
)
def excision_for_replacement(coding: Coding, _: Books) -> Iterator[Reject]:
    """Excision or Resection that prepares the part for its Replacement is not coded; one with an end of its own is."""
    for one in coding.procedures:
        code = one.value
        if not code.startswith(_PREPARED) or code[2] not in {EXCISION, RESECTION} or code[6] == "X":
            continue
        new = code[:2] + REPLACEMENT + code[3]
        if done := [o for o in others(coding, one) if o.value.startswith(new)]:
            yield Reject(one, Why.INTEGRAL, (done[0],))
