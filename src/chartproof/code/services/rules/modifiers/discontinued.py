"""A procedure that was broken off says so: 53 by the professional, 73 or 74 by the facility before or after anesthesia."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(4, "20.6.4"))
def discontinued(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A procedure that was broken off says so: 53 by the professional, 73 or 74 by the facility before or after anesthesia."""
    scene, bills = subject

    facility = scene.coding.encounter.claim_kind is ClaimKind.FACILITY
    for bill in bills:
        words = said(scene, bill.of, _STOPPED) if bill.of.work == "act" else None
        if words is None or (bill.code not in _MAY and bill.of.means not in _SCOPES):
            continue
        before = said(scene, bill.of, _BEFORE)
        yield Modify(bill, ("73" if before else "74") if facility else "53", (words,))


_SCOPES = frozenset({"colonoscopy", "upper endoscopy", "bronchoscopy", "cystoscopy", "hysteroscopy"})
_MAY = frozenset({"58300", "58100", "62270", "32551", "36556", "49082", "49083", "32554", "32555"})
_STOPPED = re.compile(
    r"\b(?:procedure|colonoscopy|exam\w*|scope|case|attempt|insertion)\b[^.;]{0,40}\b(?:aborted|terminated|discontinued|abandoned|stopped|incomplete|not completed|could not be completed)|"
    r"\b(?:aborted|incomplete|discontinued|terminated) (?:the )?(?:procedure|colonoscopy|exam\w*)|\bunable to (?:advance|pass|reach|complete)\b|\bcecum (?:was )?not reached\b"
)
_BEFORE = re.compile(
    r"\b(?:before|prior to) (?:the )?(?:administration of |induction of )?(?:anesthesia|sedation)\b"
)
