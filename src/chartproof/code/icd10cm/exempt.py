"""Codes exempt from the present-on-admission indicator, by the list that CMS publishes each year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.codesets.books import AtHand, Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.coding import Row
from chartproof.model.finding import Skip
from chartproof.model.record import ClaimKind, Encounter, Setting

SYSTEM = "ICD-10-CM-POA-exempt"
#: Stays whose claims carry the indicator: hospitals; a law may ask it of those besides acute care too.
REPORTING = frozenset({Setting.INPATIENT, Setting.PSYCHIATRIC, Setting.LONG_TERM_HOSPITAL, Setting.REHAB})
#: Where the list has or may have codes: factors, external causes, anomalies, sequelae and later care.
_MAY_BE = (
    *tuple("QVWXYZ"),
    *("B90", "B91", "B92", "B94", "E64", "I25.2", "I69", "M97", "O09", "O66.5", "O80", "O94"),
    *("P00", "P29.3", "P78.8", "P83.8", "P91.8"),
)
_LATER = frozenset("DEFGHJKMNPQRS")


def reports_presence(encounter: Encounter) -> bool:
    """Whether the claim of an encounter carries the indicator."""
    return encounter.claim_kind is ClaimKind.FACILITY and encounter.setting in REPORTING


def is_used(encounter: Encounter, books: Books) -> bool:
    """Whether the list of the day is at hand and asked."""
    return reports_presence(encounter) and books.has(SYSTEM)


def row_of(code: str, books: Books) -> Row | None:
    """The row of the list that a code stands in; ask `books.has` first."""
    release = books.release_of(SYSTEM)
    return Row(release.name, "codes", code) if code in books.read(SYSTEM, CodeList) else None


def may_be_exempt(code: str) -> bool:
    """Whether the list could hold a code, where it is not at hand."""
    later = code[0] in "STM" and len(code) == 8 and code[7] in _LATER
    return later or code.startswith(_MAY_BE)


def without(encounter: Encounter, books: Books) -> Iterator[Skip]:
    """What is left out where the list is not at hand."""
    if reports_presence(encounter) and not books.has(SYSTEM):
        why = f"none on the shelf covers {books.day}, so codes that may be exempt from the present-on-admission "
        yield Skip(SYSTEM, why + "indicator have none; `chartproof books add FILE` puts one there", "system")


def has_row(releases: Iterable[Release], shelf: AtHand, row: tuple[str, str, str]) -> bool:
    """Whether a row that a proof names stands in a list at hand."""
    name, table, key = row
    ours = (r for r in releases if r.system == SYSTEM and r.name == name)
    return any(table == "codes" and key in shelf.read(release, CodeList) for release in ours)
