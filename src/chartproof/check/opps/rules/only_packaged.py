"""A claim on which everything is packaged into payment for what it does not bill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("27"))
def only_packaged(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim bills a service that is paid, beside what is packaged into it (status N)."""
    lines = listed(claim, books)
    yield from lines.missing
    if (
        lines.listed
        and not lines.unknown
        and not lines.missing
        and not any(_lacks_code(line) for line in claim.lines)
        and all(e.status == "N" for e in lines.listed)
    ):
        first = lines.listed[0]
        says = "every coded line is packaged (status N), and nothing is billed that it would be paid with"
        fix = Fix("bill the service that these were a part of", safe=False)
        yield found(first, "", says, Severity.REJECT, fix, clears="the record of the service that was done")


def _lacks_code(line: ServiceLine) -> bool:
    """Whether it is one of the operating room, of imaging or the like: what it would be paid with is not said."""
    return line.code is None and bool(line.revenue and line.revenue.startswith(_SERVICES))


_SERVICES = (
    "030",
    "031",
    "032",
    "033",
    "034",
    "035",
    "036",
    "040",
    "045",
    "046",
    "048",
    "049",
    "051",
    "061",
    "075",
)
