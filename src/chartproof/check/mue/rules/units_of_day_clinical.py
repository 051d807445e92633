"""More units of a code on a day than is likely (MAI 3)."""

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
def units_of_day_clinical(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code has no more units on a day than its limit, unless the record shows that they were given and needed."""
    for each in over(claim, books, "3"):
        if isinstance(each, NotRun):
            yield each
        else:
            says = f"{too_many(each)} on one day (MAI 3): all units of the day are denied, and paid where the record shows them"
            yield found(claim, each, says, _CLEARS)


_CLEARS = "the record that all units were given, coded right, and medically needed"
