"""A procedure that was broken off says so: 53 by the professional, 73 or 74 by the facility before or after anesthesia."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.broken_off import before_anesthesia, induced, is_treatment, stopped, unsedated
from chartproof.code.services.surgery import is_professional, operations
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(4, "20.6.4"))
def discontinued(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A procedure that was broken off says so: 53 by the professional, 73 or 74 by the facility before or after anesthesia."""
    scene, bills = subject

    for bill in operations(bills):
        words = stopped(scene, bill)
        if words is None:
            continue
        before, after = before_anesthesia(scene, bill), induced(scene, bill)
        if is_professional(scene):
            if before:
                yield Withhold(bill, "53", _NOT_BEGUN, (words, before))
                yield Withhold(bill, "73", _FACILITY, (words, before))
            elif not is_treatment(bill):
                yield Modify(bill, "53", (words,))
            if after:
                yield Withhold(bill, "74", _FACILITY, (words, after))
        elif unsedated(scene, bill) is None:
            yield Modify(bill, "73" if before else "74", (words, before) if before else (words,))
        else:
            yield Withhold(bill, "74", _NO_ANESTHESIA, (words,))


_NOT_BEGUN = "it was called off before anesthesia: nothing professional was begun"
_FACILITY = "73 and 74 are the facility's; the professional reports 53"
_NO_ANESTHESIA = "no anesthesia was planned: a facility reports 52"
