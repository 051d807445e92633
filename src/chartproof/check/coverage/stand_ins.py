"""What stands in for an export of the Medicare Coverage Database, and what it cannot say.

`COVERAGE-documents` names the documents without codes; `COVERAGE-valuesets` has codes of some determinations as a
third party encoded them, and does not say which of its sets covers which. Neither decides a line: they are named.
"""

from __future__ import annotations

from pathlib import Path

from chartproof.check.coverage.where import where
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.claim import Claim

DOCUMENTS, VALUESETS = "COVERAGE-documents", "COVERAGE-valuesets"
#: So many determinations are named.
_MOST = 5


class Valuesets:
    """The determinations that name a procedure code."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._by_code: dict[str, set[str]] = {}
        for row in CodeList(release, indexes, "valuesets").every():
            if row["system"] in {"CPT", "HCPCS"}:
                self._by_code.setdefault(row["code"], set()).add(
                    row["determination"].partition("/terminology")[0]
                )

    def naming(self, code: str) -> tuple[str, ...]:
        """The determinations, by name."""
        return tuple(sorted(self._by_code.get(code, ())))


class Documents:
    """How many documents each contractor has."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        rows = CodeList(release, indexes, "documents").every()
        self._contractors = [row["contractors"].lower() for row in rows if not row["retired"]]
        self._counted: dict[str, int] = {}

    def of(self, contractor: str) -> int:
        """The documents of a contractor, by the first word of its name."""
        first = contractor.lower().split(" ")[0]
        if first not in self._counted:
            self._counted[first] = sum(first in named for named in self._contractors)
        return self._counted[first]


def instead(claim: Claim, books: Books) -> str:
    """What the stand-ins at hand say, to be read by a person; empty where none is at hand."""
    told = []
    place = where(claim, books)
    try:
        documents = books.read(DOCUMENTS, Documents)
        if place and (count := documents.of(place.contractor)):
            told.append(
                f"{documents.release.name} names {count} documents of {place.contractor}, without their codes"
            )
    except NoReleaseCoversError:
        pass
    try:
        sets = books.read(VALUESETS, Valuesets)
        named = sorted({d for ln in claim.lines if ln.code for d in sets.naming(ln.code)})
        if named:
            told.append(
                f"{sets.release.name} has sets of {', '.join(named[:_MOST])} with codes of the claim; which covers which it does not say"
            )
    except NoReleaseCoversError:
        pass
    return "".join(f"; {each}" for each in told)
