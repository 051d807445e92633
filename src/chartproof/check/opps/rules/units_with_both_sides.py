"""Several units of a procedure on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps
from chartproof.terms.schedule import schedule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("74"))
def units_with_both_sides(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A procedure with 50 has one unit where the fee schedule pays it for each side (indicators 1 and 3)."""
    ours = [
        line for line in claim.lines if "50" in line.modifiers and line.units is not None and line.units > 1
    ]
    if not ours or not is_opps(claim):
        return
    for line in ours:
        fees = schedule(books, claim.served_on(line))
        if isinstance(fees, str):
            yield NotRun(fees)
            continue
        of = fees.of(line.code or "")
        if of is not None and of.bilateral in _EACH_SIDE:
            says = f"{line.code} with 50 has more than one unit: one unit is for both sides"
            lower = Change(Op.SET, f"{line.at}.units", "1")
            fix = Fix("one unit, where one site was treated on both sides", safe=False, changes=(lower,))
            yield Find(
                f"{line.at}.units",
                says,
                Severity.RETURN,
                (of.row,),
                (fix,),
                "the record of the sides and sites",
            )


_EACH_SIDE = frozenset({"1", "3"})
