"""A line whose day is not said, or outside the days of the claim."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.4 (form locator 45)"))
def line_day(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A line is of a day of its claim, and says it where the claim has several."""
    spans = claim.first is not None and claim.through not in {None, claim.first}
    for line in claim.lines:
        if line.served is None:
            if spans and (not claim.is_facility or (bill.is_outpatient(claim) and line.code)):
                yield Find(
                    f"{line.at}.served",
                    "the claim is of several days and the line does not say which",
                    Severity.RETURN,
                    clears="the day that the record gives for it",
                )
        elif (claim.first and line.served < claim.first) or (claim.through and line.served > claim.through):
            yield Find(
                f"{line.at}.served",
                "the line is of a day outside those of the claim",
                Severity.RETURN,
                clears="the day that the record gives for it",
            )
