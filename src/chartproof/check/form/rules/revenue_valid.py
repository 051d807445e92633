"""A revenue code that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.lists import REVENUE, lists
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.4 (form locator 42)"))
def revenue_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A revenue code is one of the list."""
    if not claim.is_facility:
        return
    for line in claim.lines:
        if line.revenue is not None:
            known = lists(books)
            if not known.has(REVENUE, line.revenue):
                code = line.revenue[:6]
                yield Find(
                    f"{line.at}.revenue",
                    f"{code} is no revenue code of {known.release.name}",
                    Severity.RETURN,
                    (known.row(REVENUE, code),),
                )
