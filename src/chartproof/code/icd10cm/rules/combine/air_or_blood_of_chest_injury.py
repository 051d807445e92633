"""Air or blood in the chest that is told beside the injury that let it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Air and blood in the chest of no told cause, and those of an injury; both at once have a code of their own.
TRAUMATIC = {"J93.9": "S27.0XXA", "J94.2": "S27.1XXA"}
BOTH = "S27.2XXA"
_BOTH = Pattern(r"\bha?emo-?pneumo|\bpneumo-?ha?emo|\bHPTX\b", re.IGNORECASE)
#: Injuries of the chest, and accidents that injure it.
_CHEST = ("S20.2", "S21", "S22.2", "S22.3", "S22.4", "S22.5", "S22.9", "S25", "S26", "S28", "S29")
_ACCIDENTS = ("V", "W0", "W1", "W2", "W3")
#: By such a word it came of itself, or of what was done.
_OTHERWISE = Pattern(
    r"\b(?:spontaneous\w*|non-?traumatic\w*|atraumatic|iatrogenic|central line|thoracentesis|biopsy|post-?op\w*|catamenial)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "J93, Excludes1: traumatic pneumothorax; J94.2, Excludes1", URL),
)
def air_or_blood_of_chest_injury(coding: Coding, books: Books) -> Iterator[Give]:
    """A pneumothorax or hemothorax beside an injury of the chest or an accident is traumatic, unless it is told otherwise."""
    injury = next((a for a in coding.having(*_CHEST, *_ACCIDENTS) if a.value.endswith("A")), None)
    if injury is None:
        return
    for found in coding.having(*TRAUMATIC):
        lines = [m.line.words for m in found.mentions]
        if not lines or any(map(_OTHERWISE.search, lines)):
            continue
        value = BOTH if _is_both(found, coding) else TRAUMATIC[found.value]
        if books.tabular.billable(value) is not None:
            yield Give(value, because=(found, injury), instead_of=(found,))


def _is_both(found: Assignment, coding: Coding) -> bool:
    named = any(_BOTH.search(e.words) for m in found.mentions for e in m.evidence)
    return named or len(coding.having(*TRAUMATIC)) == len(TRAUMATIC)
