"""Arthritis of the other knee, the first being known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The joint as a note calls it, the status of its replacement, and the codes of its arthritis (primary, else unspecified).
_JOINTS = (
    ("knee", "Z96.65", "M17.1", "M17.9"),
    ("hip", "Z96.64", "M16.1", "M16.9"),
)
_OTHER = {
    name: Pattern(rf"\b(?:other|opposite|contralateral) {name}\b", re.IGNORECASE) for name, *_ in _JOINTS
}
_PRIMARY = Pattern(r"\bprimary\b", re.IGNORECASE)
_OPPOSITE = {"1": "2", "2": "1"}
#: Osteoarthritis of no side told.
OPEN = ("M19.9", "M17.9", "M17.10", "M16.9", "M16.10")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def arthritis_of_other_joint(coding: Coding, books: Books) -> Iterator[Give]:
    """Osteoarthritis of "the other knee" is of the side opposite to the one that was replaced."""
    for name, replaced, primary, unsided in _JOINTS:
        joints = coding.having(replaced)
        if len(joints) != 1 or joints[0].value[-1] not in _OPPOSITE:
            continue
        for arthritis in coding.having(*OPEN, primary):
            words = said(coding, arthritis, _OTHER[name])
            if words is None:
                continue
            is_primary = any(_PRIMARY.search(m.line.words) for m in arthritis.mentions)
            value = f"{primary}{_OPPOSITE[joints[0].value[-1]]}" if is_primary else unsided
            if value != arthritis.value and books.tabular.billable(value):
                yield Give(value, (arthritis, joints[0], words), (arthritis,), needed=arthritis.needed)
