"""A hemorrhage within the skull that is told beside the injury of the head that made it."""

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

#: A hemorrhage whose cause is not told, and that of an injury.
TRAUMATIC = {"I60.9": "S06.6X", "I61.9": "S06.36", "I62.9": "S06.36"}
#: Where the sixth character of an intracranial injury stands: the loss of consciousness.
_PLACE = 6
#: By such a word the vessel bled of itself, or first.
_OF_ITSELF = Pattern(
    r"\b(?:spontaneous\w*|non-?traumatic\w*|atraumatic|aneurysm\w*|hemorrhagic stroke|hypertensive|malformation|AVM)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Excludes1 at I60-I69", URL),
)
def hemorrhage_of_head_injury(coding: Coding, books: Books) -> Iterator[Give]:
    """A subarachnoid or cerebral hemorrhage found after an injury of the head is the injury's, unless it is said to come of itself."""
    injuries = [a for a in coding.having("S06", "S09.90") if a.value.endswith("A")]
    if not injuries or any(_OF_ITSELF.search(d.text) for d in coding.encounter.documents):
        return
    for hemorrhage in coding.having(*TRAUMATIC):
        injury = next((a for a in injuries if _told_before(a, hemorrhage)), None)
        if injury is None:
            continue
        lost = injury.value[_PLACE] if injury.value.startswith("S06") else _UNKNOWN
        value = f"{TRAUMATIC[hemorrhage.value]}{lost}A"
        if books.tabular.billable(value) is not None:
            yield Give(value, because=(hemorrhage, injury), instead_of=(hemorrhage,))


#: The sixth character of a consciousness of which nothing is told.
_UNKNOWN = "A"


def _told_before(injury: Assignment, hemorrhage: Assignment) -> bool:
    """Whether one document tells of the injury, and then of the hemorrhage."""
    found = hemorrhage.proof.words()[:1]
    return any(
        w.document == found[0].document and w.start < found[0].start for w in injury.proof.words() if found
    )
