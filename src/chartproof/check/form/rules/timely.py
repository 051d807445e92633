"""A claim that is sent too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chartproof.check.form import figures
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2010, 1, 1), None),
    reviewed=None,
    cite=Cite(
        "42 CFR 424.44 (Medicare) and 447.45(d) (Medicaid)",
        "(a); Medicare Claims Processing Manual, chapter 1, 70",
    ),
)
def timely(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Medicare takes a claim for one calendar year after the service, Medicaid for twelve months at most."""
    if claim.payer is None or claim.day is None:
        return
    row = next((r for r in figures.on("timely", claim.day) if r["payer"] == claim.payer.value), None)
    if row is None:
        return
    if claim.received is None:
        yield NotRun("the claim does not say when the payer has it, or is to have it (`received`)")
        return
    last = _months_after(claim.day, int(row["months"]))
    if claim.received > last:
        says = f"the payer takes it until {last} ({row['what']})"
        yield Find(
            "claim.received",
            says,
            Severity.DENY,
            clears="proof that it was sent in time, or of an error of the payer or its contractor",
        )


def _months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of February for the 29th."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    while True:
        try:
            return date(year, month, day.day)
        except ValueError:
            day -= timedelta(days=1)
