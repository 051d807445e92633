"""Both sides told more than once on a line: 50 with two units, or beside a side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.fees.listed import found, with_modifier, without
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_SIDES = ("LT", "RT")


@rule(holds=Period(date(1996, 1, 1), None), reviewed=READ_TO, cite=policy("V"))
def bilateral_units(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A service on both sides is one line with 50 and one unit: the unit is for both, and no side stands beside it."""
    for each in with_modifier(claim, books, "50"):
        if isinstance(each, NotRun):
            yield each
            continue
        line = each[0].line
        side = next((m for m in line.modifiers if m in _SIDES), None)
        if line.units is not None and line.units > 1:
            says = f"{line.code} with 50 has {line.units.normalize():f} units: one unit is for both sides"
            lower = Change(Op.SET, f"{line.at}.units", "1")
            fix = Fix("one unit, where one site was treated on both sides", safe=False, changes=(lower,))
            yield found(claim, each[0], "units", says, Severity.RISK, fix, clears=_CLEARS)
        if side is not None:
            says = f"{line.code} has 50, both sides, and {side}, one side"
            fixes = (without(line, "50", safe=False), without(line, side, safe=False))
            yield found(claim, each[0], "modifiers", says, Severity.RETURN, *fixes, clears=_CLEARS)


_CLEARS = "the record of the sides, and of how many sites were treated on each"
