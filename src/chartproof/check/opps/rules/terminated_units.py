"""A procedure that was broken off, with several units or on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("37"))
def terminated_units(claim: Claim, _: Books) -> Iterator[Find]:
    """A procedure that was reduced or broken off before anesthesia (52, 73) has one unit and no 50."""
    for line in claim.lines:
        broken = next((m for m in line.modifiers if m in _BROKEN_OFF), None)
        if broken is None or not is_opps(claim):
            continue
        if line.units is not None and line.units > 1:
            says = (
                f"{line.code} with {broken} has {line.units.normalize():f} units: what was broken off has one"
            )
            lower = Change(Op.SET, f"{line.at}.units", "1")
            fix = Fix("one unit, where one procedure was broken off", safe=False, changes=(lower,))
            yield Find(f"{line.at}.units", says, Severity.RETURN, (), (fix,), _CLEARS)
        if "50" in line.modifiers:
            says = f"{line.code} has {broken} and 50: what was broken off was on one side"
            fix = Fix("the side on which it was begun", safe=False)
            yield Find(f"{line.at}.modifiers", says, Severity.RETURN, (), (fix,), _CLEARS)


_BROKEN_OFF = frozenset({"52", "73"})
_CLEARS = "the record of what was begun, on which side, and why it was broken off"
