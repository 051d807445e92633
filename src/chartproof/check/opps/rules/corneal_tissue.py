"""Corneal tissue without an operation on the cornea."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2016, 1, 1), None), reviewed=None, cite=editor("93"))
def corneal_tissue(claim: Claim, _: Books) -> Iterator[Find]:
    """Tissue of a cornea (V2785) is paid apart only beside a transplant of a cornea: with no operation on one, it is not."""
    codes = {line.code for line in claim.lines if line.code}
    if (
        "V2785" not in codes
        or not is_opps(claim)
        or any(first <= c <= last for c in codes for first, last in _CORNEA)
    ):
        return
    for line in claim.lines:
        if line.code == "V2785":
            says = f"{line.code} stands without an operation on the cornea, and is paid with a transplant of one alone"
            fixes = (Fix("bill the transplant", safe=False), removal(line, "where none was transplanted"))
            yield Find(line.at, says, Severity.DENY, (), fixes, "the record of the transplant")


#: Transplants and other operations that graft or replace a cornea, and newer ones by their temporary codes.
_CORNEA = (("65710", "65782"), ("0290T", "0290T"), ("0308T", "0308T"))
