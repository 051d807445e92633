"""More units on a line than a Medicaid limit allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import medicaid
from chartproof.check.mue.counted import found, over, too_many
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2010, 10, 1), None), reviewed=None, cite=medicaid("medically unlikely edits"))
def units_of_line_medicaid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A Medicaid line has no more units than the limit of its code, which is one of lines."""
    for each in over(claim, books, None):
        if isinstance(each, NotRun):
            yield each
        else:
            says = f"{too_many(each)} on one line (a limit of Medicaid): the whole line is denied"
            yield found(claim, each, says, _CLEARS)


_CLEARS = "units on a line of their own, with a modifier the record and the state support"
