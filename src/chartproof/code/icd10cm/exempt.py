"""Encounters whose claims carry the present-on-admission indicator, and whether its list is at hand."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.codesets.books import Books
from chartproof.model.finding import Skip
from chartproof.model.record import ClaimKind, Encounter, Setting
from chartproof.terms.exempt import SYSTEM

#: Stays whose claims carry the indicator: hospitals; a law may ask it of those besides acute care too.
REPORTING = frozenset({Setting.INPATIENT, Setting.PSYCHIATRIC, Setting.LONG_TERM_HOSPITAL, Setting.REHAB})


def reports_presence(encounter: Encounter) -> bool:
    """Whether the claim of an encounter carries the indicator."""
    return encounter.claim_kind is ClaimKind.FACILITY and encounter.setting in REPORTING


def is_used(encounter: Encounter, books: Books) -> bool:
    """Whether the list of the day is at hand and asked."""
    return reports_presence(encounter) and books.has(SYSTEM)


def without(encounter: Encounter, books: Books) -> Iterator[Skip]:
    """What is left out where the list is not at hand."""
    if reports_presence(encounter) and not books.has(SYSTEM):
        why = f"none on the shelf covers {books.day}, so codes that may be exempt from the present-on-admission "
        yield Skip(SYSTEM, why + "indicator have none; `chartproof books add FILE` puts one there", "system")
