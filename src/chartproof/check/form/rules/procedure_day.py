"""A procedure of a stay whose day is not said, or outside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_WINDOW = 3


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.6 (form locator 74)"))
def procedure_day(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A procedure says its day, which is of the stay or the three days before."""
    if not claim.is_facility:
        return
    for px in claim.procedures:
        if px.on is None:
            yield Find(
                f"{px.at}.on",
                "the procedure does not say its day",
                Severity.RETURN,
                clears="the day of the operative report",
            )
        elif (
            claim.first and px.on < min(claim.first, claim.admitted or claim.first) - timedelta(days=_WINDOW)
        ) or (claim.through and px.on > claim.through):
            yield Find(
                f"{px.at}.on",
                "the procedure is of a day outside the stay and the three days before",
                Severity.RETURN,
                clears="the day of the operative report",
            )
