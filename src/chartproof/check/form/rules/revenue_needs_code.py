"""An outpatient line whose revenue code needs a HCPCS code, and has none."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill, figures
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=SINCE_UB04,
    reviewed=None,
    cite=claims_manual(4, "20.1 (reporting by HCPCS; I/OCE edit of revenue codes without one)"),
)
def revenue_needs_code(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An outpatient line of certain revenue codes has a HCPCS code."""
    if not bill.is_outpatient(claim):
        return
    table = figures.on("revenue_needs_code", claim.day or books.day)
    for line in claim.lines:
        if line.code is None and line.revenue is not None:
            row = next((r for r in table if line.revenue.startswith(r["revenue"])), None)
            if row is not None:
                says = f"revenue code {line.revenue} ({row['what']}) is billed with the HCPCS code of what was done"
                yield Find(
                    f"{line.at}.code",
                    says,
                    Severity.RETURN,
                    clears="what the record says was done on the day",
                )
