"""Foot care for Medicare names the class findings of the exam: Q7 one of class A, Q8 two of B, Q9 one of B and two of C."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE
from chartproof.code.services.feet import class_findings
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Benefit Policy Manual, chapter 15", "290"))
def foot_care_findings(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Foot care for Medicare names the class findings of the exam: Q7 one of class A, Q8 two of B, Q9 one of B and two of C."""
    scene, bills = subject

    claim = scene.coding.encounter
    care = [b for b in bills if b.code in _FOOT_CARE]
    if not care or claim.payer is not Payer.MEDICARE or claim.claim_kind is ClaimKind.FACILITY:
        return
    a, b, c = class_findings(claim)
    for bill in care:
        if a:
            yield Modify(bill, "Q7", a[:1])
        elif len(b) > 1:
            yield Modify(bill, "Q8", b)
        elif b and len(c) > 1:
            yield Modify(bill, "Q9", (*b, *c))
        elif b or c:
            says = f"the findings fall short: {len(b)} of class B, {len(c)} of class C"
            yield Withhold(bill, "Q9" if b else "Q8", says, (*b, *c))


_FOOT_CARE = frozenset({"11055", "11056", "11057", "11719", "11720", "11721", "G0127"})
