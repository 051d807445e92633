"""Sides of the body that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.both_sides import code_of_both
from chartproof.check.conventions.listed import Listed, code_row, listed, remove, same_but_side
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def laterality(claim: Claim, books: Books) -> Iterator[Find]:
    """Two codes of one condition tell one story of sides: both sides, one side, or a side left open, not two of them."""
    on = [x for x in listed(claim, books) if x.entry.side or x.entry.vague]
    for count, one in enumerate(on):
        for other in on[count + 1 :]:
            if same_but_side(one.entry, other.entry):
                found = _find(one, other, books)
                if found is not None:
                    yield found


def _find(one: Listed, other: Listed, books: Books) -> Find | None:
    sides = {one.entry.side, other.entry.side}
    rows = (code_row(one.code, books), code_row(other.code, books))
    if sides == {"right", "left"}:
        both = code_of_both(one.entry, books.tabular)
        if both is None or one.dx.poa != other.dx.poa:
            return None
        says = f"{one.code} and {other.code} tell the two sides; {both} tells both in one code"
        changes = (Change(Op.SET, f"{one.at}.code", both), Change(Op.REMOVE, other.at))
        fix = Fix(f"write {both} in place of the two", safe=False, changes=changes)
        return Find(
            other.at, says, Severity.RISK, rows, (fix,), "a record that the two sides are two conditions"
        )
    goes = next(x for x in (one, other) if x.entry.side != "bilateral") if "bilateral" in sides else None
    goes = goes or (one if one.entry.side is None else other)
    stays = other if goes is one else one
    told = "leaves the side open" if goes.entry.side is None else f"tells the {goes.entry.side} side"
    whole = "both sides" if stays.entry.side == "bilateral" else f"the {stays.entry.side} side"
    says = f"{goes.code} {told}; {stays.code} tells {whole} of the same condition"
    fixes = tuple(remove(f"remove {x.code}, if the record does not tell it", x.at) for x in (goes, stays))
    return Find(goes.at, says, Severity.RISK, rows, fixes, "the side or sides, as the record tells them")
