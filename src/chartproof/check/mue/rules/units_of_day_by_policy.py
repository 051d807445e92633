"""More units of a code on a day than policy allows (MAI 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.mue.counted import found, over, too_many
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2013, 4, 1), None), reviewed=READ_TO, cite=policy("V"))
def units_of_day_by_policy(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code has no more units on a day than its limit, however many lines it has; no record makes more payable."""
    for each in over(claim, books, "2"):
        if isinstance(each, NotRun):
            yield each
        else:
            says = f"{too_many(each)} on one day (MAI 2): all units of the day are denied, and no record makes more payable"
            yield found(claim, each, says, _CLEARS)


_CLEARS = "nothing makes more payable: a record of fewer units, or of another code, corrects the claim"
