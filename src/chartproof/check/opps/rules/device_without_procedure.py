"""A device or a source of radiation that is paid apart, on a claim without what it was put in by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.addendum import PROCEDURES


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("38"))
def device_without_procedure(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim with a device that is paid apart (status H) or a source of brachytherapy (U) bills what it was placed by."""
    lines = listed(claim, books)
    yield from lines.missing
    ours = [each for each in lines.listed if each.status in _PLACED]
    if not ours or lines.missing or any(each.status in _PLACING for each in lines.listed):
        return
    says = f"{ours[0].line.code} is paid apart (status {ours[0].status}), and the claim has no procedure that placed it"
    fix = Fix("bill the procedure that placed it", safe=False)
    yield found(ours[0], "", says, Severity.RETURN, fix, clears="the record of the procedure it was used in")


_PLACED = frozenset({"H", "U"})
#: An operation for inpatients only is another edit's matter.
_PLACING = PROCEDURES - {"R", "U"} | {"C"}
