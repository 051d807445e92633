"""An intervention on a coronary artery names the artery: LM, LD, LC, RC, RI."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.code.services.vessels import vessels
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("11", "coronary interventions: the artery"))
def coronary_vessel(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """An intervention on a coronary artery names the artery: LM, LD, LC, RC, RI."""
    scene, bills = subject

    treated = [bill for bill in bills if bill.of.means == "coronary intervention"]
    yield from (Modify(bill, bill.place, bill.because) for bill in treated)
    for bill in bills if not treated else ():
        if bill.code in _LOOKING:
            for vessel, words in vessels(scene, bill.of)[:1]:
                yield Withhold(bill, vessel, _SEEN, (words,))


_SEEN = "the artery was looked at; the modifier names one that was treated"
#: Angiography and catheterization for diagnosis.
_LOOKING = frozenset({"93454", "93455", "93456", "93457", "93458", "93459", "93460", "93461"})
