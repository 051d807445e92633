"""Stem cells of a donor transplanted, without the line for their acquisition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2017, 1, 1), None), reviewed=None, cite=editor("100"))
def donor_acquisition(claim: Claim, _: Books) -> Iterator[Find]:
    """A transplant of a donor's stem cells is billed with revenue code 0815 for what their acquisition cost."""
    if not is_opps(claim) or any(line.revenue == _ACQUIRED for line in claim.lines):
        return
    for line in claim.lines:
        if line.code == _TRANSPLANT:
            says = f"{line.code} stands without a line of revenue code {_ACQUIRED} for the donor's cells"
            fix = Fix("the charges of acquisition, in a line of their own", safe=False)
            yield Find(line.at, says, Severity.RETURN, (), (fix,), _CLEARS)


_TRANSPLANT, _ACQUIRED = "38240", "0815"
_CLEARS = "the record of the donor, and the log of what acquisition cost"
