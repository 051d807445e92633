"""Further operations of one session, the less valued ones, carry modifier 51; Medicare reduces them by itself."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.surgery import is_professional, line_words, operations, settled
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Payer
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import Surgery, surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.6"))
def multiple_procedures(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """Further operations of one session, the less valued ones, carry modifier 51; Medicare reduces them by itself."""
    scene, bills = subject

    if scene.coding.encounter.payer in {None, Payer.MEDICARE} or not is_professional(scene):
        return
    ours = [bill for bill in operations(bills) if _FIRST <= bill.code <= _LAST]
    known = [(bill, surgery_of(bill.code, books)) for bill in ours] if len(ours) > 1 else []
    main = _main(known)
    for bill, surgery in known:
        if bill is main:
            continue
        words = found(scene, line_words(scene, bill), _SECOND)
        told: tuple[Because, ...] = (bill.of.evidence, words) if words else (bill.of.evidence,)
        yield settled(bill, "51", told, _no(bill, surgery, said=words is not None), surgery)


def _main(known: list[tuple[Bill, Surgery | None]]) -> Bill | None:
    """The most valued operation by the fee schedule, else the first of the record that is no further one."""
    counted = [(bill, surgery) for bill, surgery in known if _no(bill, surgery, said=True) is None]
    if not counted:
        return None
    return max(counted, key=lambda k: (k[1].value if k[1] else 0, -k[0].of.evidence.start))[0]


def _no(bill: Bill, surgery: Surgery | None, *, said: bool) -> str | None:
    """Why a line may not carry it."""
    if bill.code in _ADDED or (surgery and surgery.global_days == "ZZZ"):
        return "an add-on code is never reduced so"
    if bill.code in _EXEMPT or (surgery and surgery.multiple in {"0", "9"}):
        return "the code is exempt from the reduction of multiple procedures"
    return None if surgery or said else _UNRANKED


_UNRANKED = "without a fee schedule of the day it is not known which operation is valued most"
_FIRST, _LAST = "10004", "69990"
_SECOND = Pattern(
    r"\b(?:second(?:ary)?|additional|third|further) (?:\w+ )?procedure\b|\bprocedure (?:#|no\.? ?|number )?(?:[2-9]|two|three)\b|\bmodifier 51\b"
)
_ADDED = frozenset({"17003", "29826", "58110", "13102", "13122", "13133", "13153", "11045", "11046", "11047"})
#: Codes that are exempt by themselves: nails, airway and vessels, catheters, IUD.
_EXEMPT = frozenset({"11720", "11721", "17004", "31500", "36415", "36416", "36556", "36620", "58300"})
