"""Two codes of one day of which the second is never paid beside the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.ncci.met import removal, unpaid
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(1996, 1, 1), None), reviewed=READ_TO, cite=policy("A and E"))
def pair_never_paid_together(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code of column 2 is not paid beside its code of column 1 where the pair has indicator 0, with or without a modifier."""
    for pair in unpaid(claim, books, "0"):
        if isinstance(pair, NotRun):
            yield pair
            continue
        paid, denied = pair.paid, pair.denied
        says = (
            f"{denied.code} is not paid beside {paid.code} ({paid.at}) on one day, and no modifier separates "
            "them (indicator 0)"
        )
        fixes = (
            removal(denied, f"it is a part of {paid.code} or cannot stand beside it"),
            Fix(
                f"where the work was unusual, say so on {paid.at} with modifier 22 and the record", safe=False
            ),
        )
        clears = (
            f"a record that shows another code than {paid.code} or {denied.code}: no record separates the two"
        )
        yield Find(denied.at, says, by_payer(claim, Severity.DENY), (pair.row,), fixes, clears)
