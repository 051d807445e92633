"""A code that addendum B of the day does not have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("6"))
def code_not_listed(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every procedure code of an outpatient claim stands in addendum B of its day."""
    lines = listed(claim, books)
    yield from lines.missing
    for line, row in lines.unknown:
        says = f"{line.code} is no code of {row.release}"
        fix = Fix("the code of the day for the service", safe=False)
        yield Find(
            line.at,
            says,
            Severity.RETURN,
            (row,),
            (fix,),
            "the record of the service, for its code on the day",
        )
