"""A surgeon who gave the general or regional anesthesia himself says so; local anesthesia is part of the operation."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import said
from chartproof.code.services.included import is_operation
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 47: anesthesia by surgeon"))
def anesthesia_by_surgeon(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A surgeon who gave the general or regional anesthesia himself says so; local anesthesia is part of the operation."""
    scene, bills = subject

    encounter = scene.coding.encounter
    if encounter.claim_kind is ClaimKind.FACILITY or encounter.payer is Payer.MEDICARE:
        return
    for bill in bills:
        words = said(scene, bill.of, _GAVE) if is_operation(bill.of) else None
        if words:
            yield Modify(bill, "47", (words,))


_KINDS = r"(?:general anesthesia|regional (?:anesthesia|block)|bier block|axillary block|spinal anesthesia|interscalene block|ankle block|popliteal block|intravenous regional)"
_GAVE = Pattern(
    rf"\b{_KINDS}\b[^.;]{{0,60}}\bby (?:the |this |operating )*(?:surgeon|me|myself)\b|\b(?:surgeon|i) (?:personally |then |also )*(?:administered|performed|gave|placed|induced)\b[^.;]{{0,40}}\b{_KINDS}"
)
