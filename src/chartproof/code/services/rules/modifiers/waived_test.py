"""A test that a laboratory runs under a certificate of waiver carries QW, where its code is not waived by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(16, "70.8"))
def waived_test(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A test that a laboratory runs under a certificate of waiver carries QW, where its code is not waived by itself."""
    scene, bills = subject
    for bill in bills:
        if bill.code in _WAIVED_SO and (words := found(scene, whole(scene, bill.of), _WAIVED)):
            yield Modify(bill, "QW", (words,))


_WAIVED = re.compile(r"\b(?:clia|lab\w*|tests?|certificate)\b[^.;\n]{0,20}\bwaive[dr]\b")
#: Tests of which some kits are waived and others are not.
_WAIVED_SO = frozenset(
    {
        "80061", "80305", "81003", "82274", "82947", "83036", "83655", "85018", "85610", "86308", "87428", "87502", "87635",
        "87637", "87651", "87804", "87807", "87811", "87880",
    }
)  # fmt: skip
