"""A service on both sides of the body is one line with modifier 50, where its code tells of one side."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import sides
from chartproof.code.services.surgery import settled
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.record import ClaimKind, Payer, Setting
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import Surgery, surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.7"))
def both_sides(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """A service on both sides of the body is one line with modifier 50, where its code tells of one side."""
    scene, bills = subject

    claim = scene.coding.encounter
    medicare = claim.payer is Payer.MEDICARE
    center = medicare and claim.setting is Setting.ASC and claim.claim_kind is ClaimKind.FACILITY
    for bill in bills:
        words = bill.side[1] if bill.side and bill.side[0] == "both" else None
        if words and center:
            yield Modify(bill, "", (words,), units=2)
            yield Withhold(bill, "50", _CENTER, (words, Fact("setting", claim.setting.value)))
        elif words:
            surgery = surgery_of(bill.code, books)
            yield settled(bill, "50", (words,), _no(bill.code, surgery, medicare=medicare), surgery)
        elif bill.side is None and bill.code in _BOTH:
            told = (w for side, w in sides(scene, bill.of.near) if side == "both")
            yield from (Withhold(bill, "50", _NO["2"], (w,)) for w in list(told)[:1])


def _no(code: str, surgery: Surgery | None, *, medicare: bool) -> str | None:
    """Why a code may not carry it: by what is known of the code, else by the fee schedule."""
    if code == _EAR_WAX:
        return _NO["2"] if medicare else None
    if code in _BOTH:
        return _NO["2"]
    return _NO.get(surgery.bilateral) if surgery else None


_NO = {
    "0": "the fee schedule knows no second side of this code: one side alone, or a code of its own for both",
    "2": "the code is for both sides already, and is valued so",
    "9": "sides do not apply to this code",
}
_CENTER = "Medicare takes no 50 from a surgery center: two units, or a line for each side (manual, chapter 14, 40.5)"
#: Medicare alone takes it as one for both ears.
_EAR_WAX = "69210"
#: One code for both: eyes looked at and measured, noses looked into, ears tested, tonsils, vas deferens.
_BOTH = frozenset({"92250", "92133", "92134", "92083", "92020", "76514", "31231", "30905", "92557", "92567", "42820", "42821", "42825", "42826", "42830", "42831", "55250"})  # fmt: skip
