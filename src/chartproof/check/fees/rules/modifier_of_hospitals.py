"""A modifier that hospitals and surgery centers alone report, on a professional claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find
from chartproof.rules.core import rule

#: Broken off before or after anesthesia, several visits to a hospital, a department off campus.
_HOSPITALS = {"73": "53", "74": "53", "27": None, "PO": None, "PN": None}
_CENTER = "24"


@rule(holds=Period(date(1999, 1, 1), None), reviewed=None, cite=manual(4, "20.6"))
def modifier_of_hospitals(claim: Claim, _: Books) -> Iterator[Find]:
    """27, 73, 74, PO and PN are reported by hospitals (73 and 74 by surgery centers too), never by who did the work."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        for modifier in line.modifiers:
            if modifier in _HOSPITALS and not (line.place == _CENTER and _HOSPITALS[modifier]):
                other = _HOSPITALS[modifier]
                instead = f"{other} says it on a professional claim" if other else "no modifier stands for it"
                says = f"{line.code or line.at} has {modifier}, which a hospital reports"
                fix = Fix(f"take {modifier} off {line.at}: {instead}", safe=False)
                clears = "the record of where and by whom it was done, and of why it was broken off"
                yield Find(f"{line.at}.modifiers", says, Severity.RETURN, (), (fix,), clears)
