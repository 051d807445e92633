"""A lesser technique on another lesion through the same scope carries modifier 59."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("6", "endoscopy: separate lesions"))
def separate_lesion(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A lesser technique on another lesion through the same scope carries modifier 59."""
    _scene, bills = subject

    scopes: dict[str, Bill] = {}
    for bill in bills:
        if bill.of.means in _SCOPES:
            first = scopes.setdefault(bill.of.means, bill)
            if first is not bill and bill.code in _LESSER:
                yield Modify(bill, "59", bill.because or (bill.of.evidence,), first=True)


_SCOPES = frozenset({"colonoscopy", "sigmoidoscopy", "upper endoscopy"})
_LESSER = frozenset({"45380", "45384", "45331", "43239", "43250"})
