"""More units on a line than its code may have (MAI 1)."""

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
def units_of_line(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A line has no more units than the limit of its code; other lines of it are judged apart."""
    for each in over(claim, books, "1"):
        if isinstance(each, NotRun):
            yield each
        else:
            says = f"{too_many(each)} on one line (MAI 1): the whole line is denied"
            yield found(claim, each, says, _CLEARS)


_CLEARS = "units on a line of their own, with a modifier the record supports: another session, site or practitioner, or a repeat"
