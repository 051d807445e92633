"""A service by video or by telephone alone says so by the modifier that its payer wants on its day."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.telehealth import held, telehealth
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "190"))
def telehealth_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A service by video or by telephone alone says so by the modifier that its payer wants on its day."""
    scene, bills = subject

    video, audio = held(scene.coding)
    if not (video or audio):
        return
    many = tuple(telehealth(scene.coding.encounter, video, audio))
    for bill in bills:
        if bill.code in _FROM_AFAR or bill.of.work == "therapy":
            for told in many:
                yield told.on(bill)


#: What may be given from afar: talks, counseling, tests by questions.
_FROM_AFAR = frozenset(
    "90785 90791 90792 90832 90833 90834 90836 90837 90838 90839 90840 90845 90846 90847 90853 96116 96130 96131 96132 96133 "
    "96156 96158 96159 96164 96165 96167 96168 97802 97803 97804 99406 99407 99408 99497 99498 92507 G0108 G0109 G0270 G0296 G0442 "
    "G0443 G0444 G0446 G0447".split()
)
