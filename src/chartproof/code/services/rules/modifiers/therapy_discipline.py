"""Therapy names the discipline whose plan of care it belongs to, and an assistant who gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(5, "20.1"))
def therapy_discipline(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Therapy names the discipline whose plan of care it belongs to, and an assistant who gave it."""
    scene, bills = subject

    for bill in bills:
        if bill.of.work != "therapy":
            continue
        own = next((m for m in ("GP", "GO", "GN") if m in bill.of.marks), None)
        told = next(
            ((m, w) for m, p in _PLANS.items() if (w := found(scene, whole(scene, bill.of), p))), None
        )
        plan = own or (told[0] if told else None)
        if plan is None:
            continue
        yield Modify(bill, plan, (told[1],) if told else (bill.of.evidence,))
        helped = found(scene, whole(scene, bill.of), _HELPED[plan]) if plan in _HELPED else None
        if helped and scene.coding.encounter.payer is Payer.MEDICARE:
            yield Modify(bill, {"GP": "CQ", "GO": "CO"}[plan], (helped,))


_PLANS = {
    "GP": re.compile(
        r"\bphysical therap\w*|\bpt (?:daily|note|treatment|visit|session|plan|eval\w*|progress)|\b(?:pt|dpt|mpt),? (?:dpt|license|signature)|\bdpt\b|\bpta\b"
    ),
    "GO": re.compile(
        r"\boccupational therap\w*|\bot (?:daily|note|treatment|visit|session|plan|eval\w*)|\botr/l\b|\bcota\b"
    ),
    "GN": re.compile(r"\bspeech[- ](?:language|therap)\w*|\bslp\b"),
}
_HELPED = {
    "GP": re.compile(r"\b(?:by|with) (?:the |a )?(?:pta|physical therapist assistant)\b|\bpta\b"),
    "GO": re.compile(r"\bcota\b|\boccupational therapy assistant\b"),
}
