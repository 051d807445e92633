"""Status epilepticus of an epilepsy whose type is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.seizures import NO_STATUS, STATUS
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Presence, Time
from chartproof.model.results import Give
from chartproof.rules.core import rule

_WITHOUT, _WITH = "without status epilepticus", "with status epilepticus"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "G40, sixth characters", URL),
)
def epilepsy_in_status(coding: Coding, books: Books) -> Iterator[Give]:
    """An epilepsy of a named type, in a record that tells status epilepticus, is that type with status epilepticus."""
    status = next((a for a in coding.having("G40") if _is_in_status(a)), None)
    if status is None:
        return
    for epilepsy in coding.having("G40"):
        title = epilepsy.title or ""
        if epilepsy.value.startswith("G40.9") or not title.endswith(_WITHOUT):
            continue
        parent = books.tabular.node(epilepsy.value[:-1])
        for child in books.tabular.children(parent.key) if parent else ():
            if child.title == title.removesuffix(_WITHOUT) + _WITH:
                yield Give(child.code, because=(epilepsy, status), instead_of=(epilepsy,))


def _is_in_status(assignment: Assignment) -> bool:
    return any(
        m.assertion.presence is Presence.PRESENT and m.assertion.time is Time.NOW
        for m in assignment.mentions
        if any(_is_told(e.words) for e in m.evidence)
    )


def _is_told(words: str) -> bool:
    return any(NO_STATUS.search(words, 0, found.start()) is None for found in STATUS.finditer(words))
