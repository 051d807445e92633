"""An institutional line without its revenue code."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the revenue code of a line"))
def revenue_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line of an institutional claim has a revenue code, and none of a professional one."""
    for line in claim.lines:
        if claim.is_facility and line.revenue is None:
            yield Find(f"{line.at}.revenue", "the line has no revenue code", Severity.REJECT)
        elif line.revenue is not None and not claim.is_facility and claim.kind is not None:
            fix = Fix(
                "take it off: the professional form has none",
                safe=True,
                changes=(Change(Op.REMOVE, f"{line.at}.revenue"),),
            )
            yield Find(
                f"{line.at}.revenue", "a professional line has no revenue code", Severity.REJECT, (), (fix,)
            )
