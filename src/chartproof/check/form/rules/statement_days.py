"""The days of a claim: not said, or the last before the first."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.1 (form locator 6)"))
def statement_days(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim says its first and its last day, in order."""
    if claim.first is None and claim.day is None:
        yield Find("claim.from", "the claim does not say of which days it is", Severity.REJECT)
    elif claim.is_facility and (claim.first is None or claim.through is None):
        at = "claim.from" if claim.first is None else "claim.through"
        yield Find(
            at, "an institutional claim says the first and the last day that it is of", Severity.REJECT
        )
    elif claim.first and claim.through and claim.first > claim.through:
        yield Find("claim.through", "the last day of the claim is before its first", Severity.REJECT)
    elif claim.received and claim.day and claim.received < claim.day:
        yield Find("claim.received", "the claim is sent before the last day that it is of", Severity.REJECT)
