"""Codes of the claim form by the lists at hand: types of bill, revenue codes, discharge status.

The release `claim-codes`: the user's own, or the list CMS publishes with its beneficiary data.
"""

from __future__ import annotations

from pathlib import Path

from chartproof.codesets.books import Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.coding import Row

SYSTEM = "claim-codes"
BILL_TYPE = "CLM-BILL-FREQ-CD"
#: Kind of facility and classification alone: it knows newer ones than the list of whole types of bill.
CLASSES = "CLM-BILL-CLSFCTN-CD"
REVENUE = "CLM-REV-CNTR-CD"
STATUS = "BENE-PTNT-STUS-CD"
#: How the list says that a code stands in it and has no meaning yet.
_NO_CODE = ("RESERVED", "UNKNOWN", "NO DESCRIPTION", "UNASSIGNED")


class Lists:
    """The lists of one release; each answer remembered."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._codes = CodeList(release, indexes)
        self._found: dict[tuple[str, str], bool] = {}

    def has(self, of: str, code: str) -> bool:
        """Whether a list has a code that means something."""
        key = (of, code)
        if key not in self._found:
            rows = self._codes.rows(of, code)
            self._found[key] = any(not _means_nothing(row["title"]) for row in rows)
        return self._found[key]

    def has_bill(self, code: str) -> bool:
        """Whether it is a type of bill (three characters): whole, or a known class with a frequency that outpatients have."""
        by_parts = self.has(CLASSES, code[:2]) and self.has(BILL_TYPE, f"13{code[2:]}")
        return self.has(BILL_TYPE, code) or by_parts

    def row(self, of: str, code: str) -> Row:
        """Where the code stands, or would stand."""
        return Row(self.release.name, "codes", f"{of} {code}")


def lists(books: Books) -> Lists:
    """The lists of the day; NoReleaseCoversError where none is at hand."""
    return books.read(SYSTEM, Lists)


def _means_nothing(title: str) -> bool:
    told = title.upper()
    return told.startswith(_NO_CODE) or "RESERVED FOR" in told or "OBSOLETE" in told
