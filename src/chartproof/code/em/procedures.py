"""The procedures of the day beside a visit, as their lines stand on the claim: minor ones, and major ones."""

from __future__ import annotations

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment
from chartproof.model.visit import Visit
from chartproof.terms.globals import surgery_of

#: The surgery section of CPT.
_FIRST, _LAST = "10004", "69990"
_MAJOR = 90


def minor(visit: Visit, books: Books) -> tuple[Assignment, ...]:
    """Procedures with no global period or one of 0 or 10 days, and those no fee schedule at hand knows."""
    return tuple(a for a in _lines(visit) if (s := surgery_of(a.value, books)) is None or s.days != _MAJOR)


def major(visit: Visit, books: Books) -> tuple[Assignment, ...]:
    """Operations with a global period of 90 days, by the fee schedule of the day."""
    return tuple(a for a in _lines(visit) if (s := surgery_of(a.value, books)) and s.days == _MAJOR)


def _lines(visit: Visit) -> tuple[Assignment, ...]:
    ours = (a for a in visit.coding.services if a.proof.rule.startswith("services."))
    return tuple(a for a in ours if a.value.isdigit() and _FIRST <= a.value <= _LAST)
