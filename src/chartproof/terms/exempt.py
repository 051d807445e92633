"""Codes exempt from the present-on-admission indicator, by the list that CMS publishes each year."""

from __future__ import annotations

from collections.abc import Iterable

from chartproof.codesets.books import AtHand, Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.coding import Row

SYSTEM = "ICD-10-CM-POA-exempt"
#: Where the list has or may have codes: factors, external causes, anomalies, sequelae and later care.
_MAY_BE = (
    *tuple("QVWXYZ"),
    *("B90", "B91", "B92", "B94", "E64", "I25.2", "I69", "M97", "O09", "O66.5", "O80", "O94"),
    *("P00", "P29.3", "P78.8", "P83.8", "P91.8"),
)
_LATER = frozenset("DEFGHJKMNPQRS")


def row_of(code: str, books: Books) -> Row | None:
    """The row of the list that a code stands in; ask `books.has` first."""
    release = books.release_of(SYSTEM)
    return Row(release.name, "codes", code) if code in books.read(SYSTEM, CodeList) else None


def may_be_exempt(code: str) -> bool:
    """Whether the list could hold a code, where it is not at hand."""
    later = code[0] in "STM" and len(code) == 8 and code[7] in _LATER
    return later or code.startswith(_MAY_BE)


def has_row(releases: Iterable[Release], shelf: AtHand, row: tuple[str, str, str]) -> bool:
    """Whether a row that a proof names stands in a list at hand."""
    name, table, key = row
    ours = (r for r in releases if r.system == SYSTEM and r.name == name)
    return any(table == "codes" and key in shelf.read(release, CodeList) for release in ours)
