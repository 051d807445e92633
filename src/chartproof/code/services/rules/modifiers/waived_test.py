"""A test that a laboratory ran under its certificate of waiver says so, except those that need no word of it."""

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
    """A test that a laboratory ran under its certificate of waiver says so, except those that need no word of it."""
    scene, bills = subject
    for bill in bills:
        if (
            bill.of.work == "lab"
            and bill.code in _WAIVED
            and (told := found(scene, whole(scene, bill.of), _CERTIFICATE))
        ):
            yield Modify(bill, "QW", (told,))


_CERTIFICATE = re.compile(
    r"\b(?:clia[- ]waived|waived (?:lab\w*|test\w*|kit\w*|method)|certificate of waiver|clia waiver)\b"
)
#: Tests that come in waived kits; 81002, 81025, 82270, 82272, 82962, 85013 and 85651 are waived without the modifier.
_WAIVED = frozenset(
    {
        "80048", "80053", "80061", "80305", "81003", "82043", "82044", "82274", "82465", "82565", "82570", "82947", "82950", "83036",
        "83655", "83718", "84443", "84478", "85014", "85018", "85610", "86308", "86318", "86328", "86701", "86703", "86803", "87389",
        "87426", "87428", "87502", "87631", "87634", "87635", "87636", "87637", "87651", "87804", "87807", "87808", "87809", "87811",
        "87880", "87899", "87905",
    }
)  # fmt: skip
