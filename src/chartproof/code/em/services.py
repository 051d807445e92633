"""A visit as lines of a claim: the visit itself with its modifiers and diagnoses, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chartproof.code.services.lines import system_of, title_of
from chartproof.codesets.books import Books
from chartproof.model.coding import (
    Assignment,
    Code,
    Coding,
    Needed,
    Rejected,
    Role,
    Step,
    Why,
)
from chartproof.model.record import ClaimKind, Encounter, Setting
from chartproof.model.visit import Level
from chartproof.terms.hand import hand_of

#: A line points at no more diagnoses than the form holds.
_MOST_POINTERS = 4
#: Where a hospital bills visits.
_HOSPITAL = frozenset({Setting.ED, Setting.OUTPATIENT})


def reports_visits(encounter: Encounter) -> bool:
    """Whether the claim carries visits: a professional's does, a hospital's for clinic and emergency visits; a report of an operation, of an anesthesia or of a transport tells none."""
    if encounter.documents and all(hand_of(document) for document in encounter.documents):
        return False
    return encounter.claim_kind is ClaimKind.PROFESSIONAL or encounter.setting in _HOSPITAL


def services_of(level: Level, coding: Coding, books: Books) -> Iterator[Assignment]:
    """The visit and what stands beside it, each with its proof; none where no level is supported."""
    if level.code is None or level.proof is None:
        return
    visit = _line(level.code, level.proof, coding, books)
    yield replace(
        visit,
        modifiers=level.modifiers,
        withheld=level.withheld,
        next_up=level.next_up,
        next_down=level.next_down,
    )
    for beside in level.also:
        yield replace(_line(beside.code, beside.proof, coding, books), units=beside.units)


def integral(level: Level, coding: Coding) -> Rejected | None:
    """The visit that is a part of a procedure of the claim: modifier 25 was withheld, and a line tells of the procedure."""
    withheld = next((m for m in level.withheld if m.code == "25"), None)
    lines = any(a.proof.rule.startswith("services.") for a in coding.services)
    if withheld is None or level.code is None or not lines:
        return None
    code = Code(system_of(level.code), level.code)
    return Rejected(code, None, Why.INTEGRAL, withheld.says, withheld.proof)


def _line(value: str, proof: Step, coding: Coding, books: Books) -> Assignment:
    code, pointers = Code(system_of(value), value), _pointers(coding)
    title = title_of(value, books)
    return Assignment(code, title, proof, Needed.ADDRESSED, Role.SERVICE, pointers=pointers)


def _pointers(coding: Coding) -> tuple[str, ...]:
    """The diagnoses of the visit, first-listed first."""
    addressed = [
        a.value
        for a in coding.assignments
        if a.code.system == "ICD-10-CM" and a.needed is Needed.ADDRESSED and a.role is not Role.EXTERNAL_CAUSE
    ]
    return tuple(addressed[:_MOST_POINTERS])
