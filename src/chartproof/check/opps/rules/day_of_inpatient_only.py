"""A service on the day of an operation that is paid for inpatients only."""

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


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("49"))
def day_of_inpatient_only(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """What is done on the day of an operation for inpatients only is not paid to an outpatient either."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        if each.status == "C":
            continue
        theirs = (
            other for other in lines.on(each.day) if other.status == "C" and "CA" not in other.line.modifiers
        )
        operation = next(theirs, None)
        if operation is not None:
            says = f"{each.line.code} is of the day of {operation.line.code} ({operation.line.at}), which is paid for inpatients only"
            fix = Fix("an inpatient claim for all of it, where the patient was admitted by order", safe=False)
            yield found(
                each,
                "",
                says,
                Severity.DENY,
                fix,
                clears="the order to admit, or the record of another operation",
            )
