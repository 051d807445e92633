"""A transport says that several rode together, that the patient died before, or that a hospital's own ambulance drove."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.ambulance import dead_before_loading
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(15, "30"))
def ambulance_circumstances(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A transport says that several rode together, that the patient died before, or that a hospital's own ambulance drove."""
    scene, bills = subject

    for bill in bills:
        if bill.of.means != "ambulance":
            continue
        if death := dead_before_loading(scene, bill.of):
            yield Modify(bill, "QL", (death,))
        for modifier, pattern in _WHEN.items():
            if words := found(scene, whole(scene, bill.of), pattern):
                yield Modify(bill, modifier, (words,))


_WHEN = {
    "GM": Pattern(
        r"\b(?:two|2|three|3|multiple|both) patients (?:were |was )?(?:transported|on board|in the (?:same )?ambulance)|\b(?:second|another|other) patient (?:was )?(?:transported|on board|in the (?:same )?ambulance)|\bmultiple patients on (?:the same|one) (?:trip|ambulance|transport)"
    ),
    "QM": Pattern(r"\bunder (?:an )?arrangement (?:with|by) (?:the |a )?(?:hospital|provider)"),
    "QN": Pattern(
        r"\b(?:hospital-?based ambulance|hospital-?owned ambulance|provider-?based ambulance|ambulance (?:is )?(?:owned|operated|furnished directly) by the hospital)"
    ),
}
