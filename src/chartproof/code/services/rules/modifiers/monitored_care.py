"""Anesthesia that was monitored care, not general or regional, says so."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.operations import masked
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "50"))
def monitored_care(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Anesthesia that was monitored care, not general or regional, says so."""
    scene, bills = subject

    for bill in bills:
        if bill.of.means == "anesthesia" and bill.code[0] == "0":
            record = whole(scene, bill.of)
            low = masked(text_of(scene, record), ())
            match = _CARE.search(low)
            if match and not _ASLEEP.search(low):
                yield Modify(bill, "QS", (quote(scene, record, *match.span()),))


_CARE = Pattern(
    r"\bmonitored anesthesia care\b|\bmonitored anesthesia\b|\bmac\b(?! ?(?:\d|blade|laryngoscop|was \d|of \d))"
)
_ASLEEP = Pattern(
    r"\b(?:convert\w*|changed) (?:from mac )?to (?:a )?general|\b(?:general|endotracheal|geta|spinal|epidural) anesthesia\b|\banesthesia(?: type)?: ?(?:general|spinal|geta|regional)|\bgeta\b|\blma\b"
)
