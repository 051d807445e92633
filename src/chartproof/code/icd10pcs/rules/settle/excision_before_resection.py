"""Part of a body part, and then all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import EXCISION, RESECTION, others, takes_in
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.4b, B3.8", URL),
)
def excision_before_resection(coding: Coding, _: Books) -> Iterator[Reject]:
    """All of a body part taken out is Resection, and the part taken first has no code, unless it was for diagnosis."""
    for one in coding.procedures:
        code = one.value
        if code[0] != "0" or code[2] not in {EXCISION, RESECTION} or code[6] == "X":
            continue
        whole = [o for o in others(coding, one) if o.value[2] == RESECTION and takes_in(o.value, code)]
        if done := [o for o in whole if code[2] == EXCISION or o.value[3] != code[3]]:
            yield Reject(one, Why.INTEGRAL, (done[0],))
