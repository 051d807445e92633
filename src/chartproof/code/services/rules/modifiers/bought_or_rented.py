"""Equipment says whether it was bought new, bought used or rented, where the record tells."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(20, "30.1, 130"))
def bought_or_rented(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Equipment says whether it was bought new, bought used or rented, where the record tells."""
    scene, bills = subject
    for bill in bills:
        if bill.of.work != "supply" or not _EQUIPMENT.match(bill.code) or bill.code in _ALWAYS_RENTED:
            continue
        told = [(m, words) for m, pattern in _WAYS if (words := said(scene, bill.of, pattern))]
        ways = {m for m, _ in told}
        if {"RR", "NU"} <= ways:
            says = "the record tells it as sold and as rented"
            yield Withhold(bill, "NU", says, tuple(words for _, words in told))
        elif told:
            yield Modify(bill, told[0][0], (told[0][1],))


#: Equipment and the parts of breathing equipment; the rest carries no such modifier.
_EQUIPMENT = Pattern(r"[EK]0|E[12]|A70|A4604")
#: What can only be rented says so by its code.
_ALWAYS_RENTED = frozenset({"E0424", "E0431", "E0433", "E0434", "E1392", "K0738"})
_WAYS = (
    ("RR", Pattern(r"\b(?:rent(?:ed|al|ing)?|monthly rental|rental basis)\b")),
    ("UE", Pattern(r"\b(?:purchased used|used equipment|bought used|sold used|refurbished)\b")),
    ("NU", Pattern(r"\b(?:purchas\w+|bought|sold|sale|brand[- ]new|new equipment|new)\b(?! patient)")),
)
