"""Equipment that the record tells as sold new carries NU, as rented RR, as used UE."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(20, "30"))
def equipment_sold(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Equipment that the record tells as sold new carries NU, as rented RR, as used UE."""
    scene, bills = subject

    for bill in bills:
        if not bill.code.startswith(("E", "K")):
            continue
        told = {m: w for m, pattern in _WAYS.items() if (w := said(scene, bill.of, pattern))}
        if "NU" in told and "RR" in told:
            says = "the record tells it as sold and as rented"
            yield Withhold(bill, "NU", says, (told["NU"], told["RR"]))
        elif told:
            modifier, words = next(iter(told.items()))
            yield Modify(bill, modifier, (words,))


_WAYS = {
    "UE": re.compile(
        r"\b(?:used|refurbished|second-?hand)\b[^.;\n]{0,30}\b(?:purchase[sd]?|sold|bought)\b|\b(?:purchased|sold|bought) used\b"
    ),
    "NU": re.compile(
        r"\b(?:purchased|sold|bought|dispensed) (?:as )?(?:brand[- ])?new\b|\bsold outright\b|\bnew\b[^.;\n]{0,60}\b(?:purchased|sold|bought)\b|\bnew purchase\b|\bpurchase of (?:a )?new\b"
    ),
    "RR": re.compile(r"\b(?:rental|rented|rent|renting|on loan for a fee)\b"),
}
