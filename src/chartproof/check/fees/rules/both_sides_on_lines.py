"""The two sides of a service on two lines, where it is one line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.fees.listed import Listed, found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_WHY = {
    "0": "two sides are paid as one",
    "1": "an operation on both sides is one line with 50 and one unit",
    "2": "the code is valued for both sides: it stands once, without a side",
}


@rule(holds=Period(date(1996, 1, 1), None), reviewed=READ_TO, cite=policy("V"))
def both_sides_on_lines(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code that is valued for both sides, or an operation on both, does not stand on a line for each side."""
    lines = listed(claim, books)
    if not {"LT", "RT"} <= lines.modifiers:
        return
    yield from lines.missing
    rights = {(e.line.code, e.day): e for e in lines.listed if "RT" in e.line.modifiers}
    for left in lines.listed:
        right = rights.get((left.line.code, left.day))
        if right is None or "LT" not in left.line.modifiers or not _is_one(left):
            continue
        last = max(left, right, key=lambda each: each.line.number)
        first = min(left, right, key=lambda each: each.line.number)
        where = first.line.at if first is last else f"{first.line.at} and {last.line.at}"
        says = f"{left.line.code} stands for each side ({where}): {_WHY[left.fees.bilateral]}"
        fixes = [removal(last.line, "one line is for both sides")]
        if left.fees.bilateral == "1":
            fixes = [Fix(f"one line with 50, one unit and both charges, in place of {where}", safe=False)]
        yield found(claim, last, "", says, Severity.RISK, *fixes, clears="the record of both sides")


def _is_one(each: Listed) -> bool:
    """Whether one line is for both sides: tests of two sides (indicators 1 and 3) may have two lines."""
    return each.fees.bilateral in _WHY and (each.fees.bilateral != "1" or each.fees.is_surgery)
