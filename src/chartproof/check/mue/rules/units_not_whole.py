"""Units that are none, or not whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule

#: Miles of an ambulance, told in tenths.
_MILES = frozenset({"A0380", "A0390", "A0425", "A0435", "A0436", "A0888"})


@rule(holds=Period(date(2011, 1, 1), None), reviewed=None, cite=manual(26, "10.4, item 24G"))
def units_not_whole(claim: Claim, _: Books) -> Iterator[Find]:
    """The units of a coded line are a whole number, one or more; miles of an ambulance alone have tenths."""
    for line in claim.lines:
        units = line.units
        if units is None or line.code is None:
            continue
        if not units:
            yield Find(
                f"{line.at}.units",
                f"{line.at} bills no units of {line.code}",
                Severity.RETURN,
                clears=_CLEARS,
            )
        elif units != int(units) and line.code not in _MILES:
            says = f"{line.at} bills units of {line.code} that are not whole"
            yield Find(f"{line.at}.units", says, Severity.RETURN, clears=_CLEARS)


_CLEARS = "the record of how many were done, given or supplied"
