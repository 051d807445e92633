"""A service that was done in part only, as its provider chose or a scope allowed, carries modifier 52."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.broken_off import before_anesthesia, is_treatment, stopped, unsedated
from chartproof.code.services.finding import said
from chartproof.code.services.surgery import is_professional
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "20.4.6; 30.1.B (hospitals: chapter 4, 20.6.4)"))
def reduced_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A service that was done in part only, as its provider chose or a scope allowed, carries modifier 52."""
    scene, bills = subject

    for bill in bills:
        if bill.of.work not in {"act", "test", "staff"}:
            continue
        words = said(scene, bill.of, _REDUCED) or _one_side(scene, bill)
        short = stopped(scene, bill) if bill.of.work == "act" else None
        if words and bill.code in _LIMITED:
            yield Withhold(bill, "52", "the code is for the smaller study already", (words,))
        elif words:
            yield Modify(bill, "52", (words,))
        elif short and is_professional(scene):
            if is_treatment(bill) and not before_anesthesia(scene, bill):
                yield Modify(bill, "52", (short,))
        elif short and (bare := unsedated(scene, bill)):
            yield Modify(bill, "52", (short, bare))


def _one_side(scene: Scene, bill: Bill) -> Evidence | None:
    return said(scene, bill.of, _ONE) if bill.code in _BOTH else None


_REDUCED = Pattern(
    r"\breduced services?\b|\bpartially (?:completed|performed)\b|\b(?:portion|part) of the (?:procedure|service|study|exam\w*|test\w*) (?:was )?(?:omitted|not (?:performed|done))\b"
)
_ONE = Pattern(
    r"\b(?:right|left) (?:ear|eye) (?:only|alone)\b|\bonly (?:the )?(?:right|left) (?:ear|eye)\b|\bunilateral\b"
)
#: Codes for both ears or both eyes.
_BOTH = frozenset({"92557", "92567", "92552", "92553", "92250"})
#: Codes that are the smaller study by themselves.
_LIMITED = frozenset({"76705", "76775", "76815", "76857", "76882", "93308", "93882", "93926", "93931", "93971", "93976", "93979"})  # fmt: skip
