"""More than a token charge for what an inpatient stay has paid for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chartproof.check.authority import editor
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2009, 1, 1), None), reviewed=None, cite=editor("82"))
def token_charge(claim: Claim, _: Books) -> Iterator[Find]:
    """C9898, a radiolabelled product given in an inpatient stay, carries no charge beyond a token (1.01)."""
    for line in claim.lines:
        if line.code != "C9898" or not is_opps(claim) or line.charge is None or line.charge <= _TOKEN:
            continue
        says = f"{line.code} is charged at {line.charge:.2f}: the stay paid for it, and {_TOKEN} is the most"
        lower = Change(Op.SET, f"{line.at}.charge", "1.00")
        fix = Fix("a token charge, where the product was given in the stay", safe=False, changes=(lower,))
        yield Find(f"{line.at}.charge", says, Severity.RETURN, (), (fix,), _CLEARS)


_TOKEN = Decimal("1.01")
_CLEARS = "when and where the product was given"
