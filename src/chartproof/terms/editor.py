"""What the tables of the Medicare Code Editor say of a diagnosis on a day: newborn, female, manifestation, unacceptable, …"""

from __future__ import annotations

from functools import lru_cache

from chartproof.codesets.books import Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.coding import Row
from chartproof.terms.listed import codes

SYSTEM = "MCE"


def opened(books: Books) -> CodeList:
    """The editor's table of diagnoses; ReleaseError where no release is at hand for the day."""
    return books.read(SYSTEM, codes)


def day_of(editor: CodeList, books: Books) -> str:
    """The day its rows are asked by."""
    return str(books.day_of(editor.release) or books.day)


def words_of(code: str, editor: CodeList, day: str) -> frozenset[str]:
    """The attributes of a code on a day (YYYY-MM-DD); none where the editor does not know it."""
    for row in editor.rows(code):
        if row["first"] <= day and (not row["last"] or day <= row["last"]):
            return _split(row["attributes"])
    return frozenset()


def row_of(code: str, release: Release) -> Row:
    """The row that says so."""
    return Row(release.name, "diagnoses", code)


@lru_cache(maxsize=512)
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())
