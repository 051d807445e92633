"""Equipment says whether it was bought new, bought used or rented, where the record tells."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(20, "30.1, 130"))
def bought_or_rented(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Equipment says whether it was bought new, bought used or rented, where the record tells."""
    scene, bills = subject
    for bill in bills:
        if bill.of.work != "supply" or not _EQUIPMENT.match(bill.code):
            continue
        told = _told(scene, bill.of.near) or _told(scene, bill.of.scene)
        if bill.code.startswith("A"):  # parts of equipment are sold, whatever becomes of the machine
            told = [t for t in told if t[0] != "RR"]
        ways = {m for m, _ in told}
        if {"RR", "NU"} <= ways:
            says = "the record tells it as sold and as rented"
            yield Withhold(bill, "NU", says, tuple(words for _, words in told))
        elif told:
            yield Modify(bill, told[0][0], (told[0][1],))


def _told(scene: Scene, span: Evidence) -> list[tuple[str, Evidence]]:
    """In which ways a span tells it as handed out."""
    return [(m, words) for m, pattern in _WAYS if (words := found(scene, span, pattern))]


#: Equipment and the parts of breathing equipment; the rest carries no such modifier.
_EQUIPMENT = Pattern(r"[EK]0|E[12]|B9|A70|A4604")
_WAYS = (
    ("RR", Pattern(r"\b(?:rent(?:ed|al|ing)?|monthly rental|rental basis)\b")),
    ("UE", Pattern(r"\b(?:purchased used|used equipment|bought used|sold used|refurbished)\b")),
    ("NU", Pattern(r"\b(?:purchas\w+|bought|sold|sale|brand[- ]new|new equipment|new)\b(?! patient)")),
)
