"""A visit in part by a resident carries GC where the teaching physician tells of his own part, GE under the primary care exception."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.teaching import EXCEPTION, presence_in, resident_in
from chartproof.code.claim.told import Told, first, on_visit
from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.period import Period
from chartproof.model.visit import Add, Family, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=Cite("Medicare Claims Processing Manual, chapter 12", "100.1; 42 CFR 415.172, 415.174"),
)
def teaching_physician(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A visit in part by a resident carries GC where the teaching physician tells of his own part, GE under the primary care exception."""
    visit, level = found
    encounter = visit.coding.encounter
    if level.code is None or visit.family in {Family.FACILITY_ED, Family.FACILITY_CLINIC}:
        return
    exception = first(encounter, EXCEPTION)
    resident = resident_in(encounter)
    present = presence_in(encounter, "visit") if exception or resident else None
    if exception and not present:
        says = "the exception covers visits of lower levels only"
        yield from on_visit([Told("GE", (exception,), "" if _is_excepted(level.code, visit) else says)])
    elif resident and present:
        yield from on_visit([Told("GC", (resident, present))])
    elif resident:
        says = "the teaching physician does not say that he saw the patient or was there for the key part"
        yield from on_visit([Told("GC", (resident,), says)])


#: The visits that a resident may give alone in a primary care center, and those of the public health emergency besides.
_EXCEPTED = frozenset({"99202", "99203", "99211", "99212", "99213", "G0402", "G0438", "G0439"})
_EMERGENCY = Period(date(2020, 3, 1), date(2023, 5, 11))
_IN_EMERGENCY = frozenset({"99204", "99205", "99214", "99215", "99495", "99496"})


def _is_excepted(code: str, visit: Visit) -> bool:
    day = visit.coding.encounter.began
    emergency = day is not None and _EMERGENCY.covers(day)
    return code in _EXCEPTED or (emergency and code in _IN_EMERGENCY)
