"""An operation that Medicare pays for inpatients only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("18"))
def inpatient_only(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code of the inpatient-only list (status C) is not paid to an outpatient, but with CA for one who died."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        if each.status == "C" and "CA" not in each.line.modifiers:
            says = f"{each.line.code} is paid for inpatients only (status C)"
            fixes = (
                Fix("an inpatient claim, where the patient was admitted by order", safe=False),
                removal(each.line, "where another operation was done"),
            )
            yield found(each, "", says, Severity.DENY, *fixes, clears=_CLEARS)


_CLEARS = "the order to admit before the operation or within three days after it; for one who died before, CA"
