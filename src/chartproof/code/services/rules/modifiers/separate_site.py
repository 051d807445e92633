"""A second service of the same kind at a site of its own carries modifier 59."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("1", "modifiers: different anatomic sites"))
def separate_site(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A second service of the same kind at a site of its own carries modifier 59."""
    _scene, bills = subject

    told: dict[str, Bill] = {}
    for bill in sorted(bills, key=_order):
        family = _family(bill)
        first = told.setdefault(family, bill) if family else bill
        if first is not bill and (bill.place, bill.side) != (first.place, first.side):
            yield Modify(bill, "59", (*bill.because, bill.of.evidence), first=True)


_ADDED = frozenset({"13102", "13122", "13133", "13153", "G0168"})


def _family(bill: Bill) -> str:
    """What a line is a second one of: repairs, excisions, scopes, the same code at another joint."""
    if bill.of.means == "wound repair":
        return "" if bill.code in _ADDED else "repair"
    if bill.of.means in {"lesion excision", "lesion shaved"}:
        return bill.code
    if bill.of.means == "joint injection":
        return "" if bill.side and bill.side[0] == "both" else bill.code
    return ""


def _order(bill: Bill) -> tuple[int, int]:
    """The more complicated first, then the order of the record."""
    rank = {"131": 0, "120": 2}.get(bill.code[:3], 1) if bill.of.means == "wound repair" else 0
    return rank, bill.of.evidence.start
