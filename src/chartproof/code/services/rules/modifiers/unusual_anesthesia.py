"""General anesthesia for what is usually done without, because of the patient, says so."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 23: unusual anesthesia"))
def unusual_anesthesia(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """General anesthesia for what is usually done without, because of the patient, says so."""
    scene, bills = subject

    for bill in bills:
        if bill.of.means == "anesthesia" and bill.code[0] == "0":
            words = found(scene, whole(scene, bill.of), _UNUSUAL)
            if words:
                yield Modify(bill, "23", (words,))


_UNUSUAL = Pattern(
    r"\bunusual anesthesia\b|\b(?:usually|normally|ordinarily|typically) (?:\w+ ){0,3}(?:under local|with local|without anesthesia|no anesthesia|requires? no anesthesia|local anesthe\w+)\b[^.]{0,160}\bgeneral\b|"
    r"\bgeneral anesthesia\b[^.]{0,160}\b(?:usually|normally|ordinarily|typically) (?:\w+ ){0,3}(?:under local|with local|without anesthesia|no anesthesia|local anesthe\w+)"
)
