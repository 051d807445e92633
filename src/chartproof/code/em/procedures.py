"""The procedures of the day beside a visit, as their lines stand on the claim: minor ones, and major ones."""

from __future__ import annotations

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Row
from chartproof.model.visit import Visit
from chartproof.terms.globals import surgery_of
from chartproof.terms.pairs import Pairs, system_for

#: The surgery section of CPT.
_FIRST, _LAST = "10004", "69990"
_MAJOR = 90
#: Services without a global period that the published pairs set beside visits: what is injected, infused and
#: inhaled, vaccines' administration, lungs tested, skin tested, catheters, manipulation.
_BESIDE = frozenset({"96360", "96365", "96372", "96374", "90460", "90471", "90473", "94640", "94664", "94010", "95004", "51701", "51702", "59025", "98925", "98940"})  # fmt: skip


def minor(visit: Visit, books: Books) -> tuple[Assignment, ...]:
    """Procedures with no global period or one of 0 or 10 days, and those no fee schedule at hand knows."""
    return tuple(a for a in _lines(visit) if (s := surgery_of(a.value, books)) is None or s.days != _MAJOR)


def major(visit: Visit, books: Books) -> tuple[Assignment, ...]:
    """Operations with a global period of 90 days, by the fee schedule of the day."""
    return tuple(a for a in _lines(visit) if (s := surgery_of(a.value, books)) and s.days == _MAJOR)


def paired(visit: Visit, code: str, books: Books) -> tuple[tuple[Assignment, str, Row | None], ...]:
    """Other services of the claim that are a pair with a visit's code: each with the pair's indicator and its row.

    Without the published pairs at hand, those that are known to be one that a modifier separates.
    """
    ours = [a for a in _services(visit) if a not in _lines(visit)]
    system, day = system_for(visit.coding.encounter), visit.coding.encounter.began
    if day is None or not books.has(system):
        return tuple((a, "1", None) for a in ours if a.value in _BESIDE)
    pairs = books.read(system, Pairs)
    found = ((a, pairs.edit(a.value, code, day)) for a in ours)
    named = pairs.release.name
    return tuple((a, e.modifier_indicator, Row(named, "pairs", f"{a.value} {code}")) for a, e in found if e)


def _services(visit: Visit) -> tuple[Assignment, ...]:
    return tuple(a for a in visit.coding.services if a.proof.rule.startswith("services."))


def _lines(visit: Visit) -> tuple[Assignment, ...]:
    return tuple(a for a in _services(visit) if a.value.isdigit() and _FIRST <= a.value <= _LAST)
