"""A trauma team's activation without the critical care it is paid with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2007, 1, 1), None), reviewed=None, cite=editor("76"))
def trauma_activation(claim: Claim, _: Books) -> Iterator[Find]:
    """G0390 is billed in revenue centre 068x, with critical care (99291) of the day."""
    for line in claim.lines:
        if line.code != "G0390" or not is_opps(claim):
            continue
        day = claim.served_on(line)
        centre = any(
            o.revenue and o.revenue.startswith("068") and claim.served_on(o) == day for o in claim.lines
        )
        care = any(o.code == "99291" and claim.served_on(o) == day for o in claim.lines)
        if not (centre and care):
            missing = "critical care (99291)" if centre else "revenue centre 068x"
            says = f"G0390 is of a day without {missing}"
            fix = Fix("bill the critical care and the activation together, or neither", safe=False)
            clears = "the record of the activation, and of 30 minutes of critical care or more"
            yield Find(line.at, says, Severity.RETURN, (), (fix,), clears)
