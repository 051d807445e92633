"""Rheumatoid arthritis with its factor, and the joints named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Rheumatoid arthritis that leaves the factor, or the organs and the joints, open.
OPEN = ("M05.9", "M06.8", "M06.9")
_FACTOR = re.compile(
    r"\bsero-?positive\b|\b(?:RF|rheumatoid factor)\b ?(?:\+|pos\w*)|\b(?:RF|rheumatoid factor)\+",
    re.IGNORECASE,
)
_NO_ORGAN = re.compile(
    r"\b(?:no|without) (?:\w+ )?(?:organs?|systems?|systemic|extra-?articular)\b", re.IGNORECASE
)
#: The joints of M05.7 by their character, each with the side in front.
_JOINTS = {
    "shoulder": "1",
    "elbow": "2",
    "wrist": "3",
    "hand": "4",
    "hip": "5",
    "knee": "6",
    "ankle": "7",
    "foot": "7",
}
_JOINT = re.compile(rf"\b(?P<side>left|right|[LR]) (?P<joint>{'|'.join(_JOINTS)})\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.a.2, I.B.20", URL),
)
def rheumatoid_arthritis_by_joint(coding: Coding, books: Books) -> Iterator[Give]:
    """Rheumatoid arthritis with its factor and without organ involvement has a code for each joint that is named."""
    found = coding.having(*OPEN)
    for arthritis in found:
        for line in (m.line for m in arthritis.mentions):
            if _FACTOR.search(line.words) and _NO_ORGAN.search(line.words):
                yield from _joints(coding, arthritis, line, found, books)


def _joints(
    coding: Coding, arthritis: Assignment, line: Evidence, gone: tuple[Assignment, ...], books: Books
) -> Iterator[Give]:
    document = coding.encounter.document(line.document)
    for joint in _JOINT.finditer(line.words):
        side = "1" if joint["side"][0].lower() == "r" else "2"
        value = f"M05.7{_JOINTS[joint['joint'].lower()]}{side}"
        if books.tabular.billable(value) is not None:
            words = document.quote(line.start + joint.start(), line.start + joint.end())
            yield Give(value, (arthritis, words), gone, arthritis.needed)
