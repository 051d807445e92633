"""Two releases of one system compared: which comparison their tables ask for, and what stands beside.

For ICD-10-CM and ICD-10-PCS the books that go with the tabular list (index, guidelines, POA-exempt
list, tables of drugs, neoplasms and external causes) are compared too, where the shelf has them
for the days of both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chartproof.codesets.diff.changes import Bar, Changes, Limit, NotCompared, Poa, Said
from chartproof.codesets.diff.keyed import keyed
from chartproof.codesets.diff.pairs import pairs
from chartproof.codesets.diff.paragraphs import paragraphs
from chartproof.codesets.diff.paths import paths
from chartproof.codesets.diff.pcs_rows import row_changes
from chartproof.codesets.diff.physician_fees import fees
from chartproof.codesets.diff.successors import Assigned, conversions, with_successors
from chartproof.codesets.diff.tables import Rows, beside
from chartproof.codesets.diff.tabular import Book, tabular
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError

Progress = Callable[[str, float], None]
#: The books that go with a tabular list.
BESIDE = {
    "ICD-10-CM": tuple(
        f"ICD-10-CM-{book}"
        for book in ("index", "external-causes", "neoplasms", "drugs", "guidelines", "POA-exempt")
    ),
    "ICD-10-PCS": ("ICD-10-PCS-index",),
}
_CONVERSION = "ICD-10-CM-conversion"
#: System to its table of index paths.
_INDEXES = {
    "ICD-10-CM-index": "index",
    "ICD-10-CM-external-causes": "index",
    "ICD-10-CM-neoplasms": "neoplasms",
    "ICD-10-CM-drugs": "drugs",
    "ICD-10-PCS-index": "index",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes between two releases, and every pair of releases they were read from."""

    a: Release
    b: Release
    changes: Changes
    beside: tuple[tuple[Release, Release], ...] = ()

    @property
    def derived(self) -> bool:
        """Whether any release read was made by us, from addenda or a flattened file."""
        return any(release.derived for release in self._read())

    def notices(self) -> tuple[str, ...]:
        """What the licences of the releases ask to be said, each once."""
        return tuple(sorted({release.licence.notice for release in self._read()}))

    def _read(self) -> Iterator[Release]:
        for both in ((self.a, self.b), *self.beside):
            yield from both


def compared(a: Release, b: Release, shelf: Sequence[Release], progress: Progress) -> Compared:
    """Compare two releases of one system; ReleaseError where they are of two."""
    if a.system != b.system:
        ours = [f"chartproof diff {a.name} {r.name}" for r in shelf if r.system == a.system and r != a]
        tell = f"; try `{ours[-1]}`" if ours else f"; no other release of {a.system} is at hand"
        raise ReleaseError(
            f"{a.name} is of {a.system} and {b.name} of {b.system}: name two releases of one system{tell}"
        )
    progress(f"comparing {a.system}", 0.0)
    found = _one(a, b, shelf, progress)
    books = []
    for count, system in enumerate(BESIDE.get(a.system, ()), 1):
        progress(f"comparing {system}", count / 10)
        more, both = _companion(system, (a, b), shelf)
        found = found.plus(more)
        books += both
    progress("compared", 1.0)
    return Compared(a, b, found, tuple(books))


def _companion(
    system: str, both: tuple[Release, Release], shelf: Iterable[Release]
) -> tuple[Changes, list[tuple[Release, Release]]]:
    ours = [r for r in shelf if r.system == system]
    one, two = (covering(release, ours) for release in both)
    if one is None or two is None:
        lacks = both[0] if one is None else both[1]
        why = f"no release of it for {lacks.holds} is at hand; `chartproof books add` puts one on the shelf"
        return Changes(not_compared=(NotCompared(system, why),)), []
    return _one(one, two, (), lambda _what, _done: None), [(one, two)]


def covering(release: Release, of: Iterable[Release]) -> Release | None:
    """The release of another system for the first day of one, the last begun where there are more."""
    ours = [r for r in of if r.holds.covers(release.holds.first)]
    return max(ours, key=lambda r: (r.holds.first, r.name), default=None)


def _one(a: Release, b: Release, shelf: Sequence[Release], progress: Progress) -> Changes:
    system = a.system
    if system == "ICD-10-CM":
        return tabular(Book.read(a), Book.read(b), _conversion(a, b, shelf))
    if table := _INDEXES.get(system):
        book = system.partition("-10-")[2].partition("-")[2]
        return Changes(index=paths(book, _read(a, table), _read(b, table)))
    if system == "ICD-10-CM-guidelines":
        return Changes(guidelines=paragraphs(_read(a, "paragraphs"), _read(b, "paragraphs")))
    if system == "ICD-10-CM-POA-exempt":
        return Changes(poa=tuple(_poa(a, b)))
    if system.startswith("NCCI-PTP-"):
        whole = max(a.rows, b.rows, 1)
        told = partial(_told, progress, whole)
        return Changes(pairs=tuple(pairs(a, b, told)))
    if system.startswith("MUE-"):
        return Changes(limits=tuple(_limits(a, b)))
    return _keyed(a, b, shelf)


def _told(progress: Progress, whole: int, done: int) -> None:
    progress("comparing pairs", min(0.9, done / whole))


def _keyed(a: Release, b: Release, shelf: Sequence[Release]) -> Changes:
    found = keyed(a, b)
    if a.system == "ICD-10-PCS":
        found = found.plus(Changes(tables=row_changes(a, b)))
    if a.system == "ICD-10-CM-order":
        standing = sorted(k[0] for k in Rows.read(b.table("codes")).by(("code",)))
        deleted = with_successors(found.deleted, standing, _conversion(a, b, shelf))
        found = replace(found, deleted=deleted)
    if a.system == "MPFS":
        found = found.plus(Changes(fees=tuple(fees(a, b))))
    return found.plus(Changes(chapters=tuple(_by_first(found))))


def _read(release: Release, table: str) -> Iterator[Said]:
    return Rows.read(release.table(table)).said()


def _conversion(a: Release, b: Release, shelf: Iterable[Release]) -> list[Assigned]:
    """What former codes are in the new release, by the conversion table of its days."""
    table = covering(b, [r for r in shelf if r.system == _CONVERSION])
    if table is None or b.holds.first <= a.holds.first:
        return []
    last = b.holds.last.isoformat() if b.holds.last else None
    return conversions(table, a.holds.first.isoformat(), last)


def _poa(a: Release, b: Release) -> Iterator[Poa]:
    sides = [Rows.read(r.table("codes")).by(("code",)) for r in (a, b)]
    for code in sorted(sides[0].keys() ^ sides[1].keys()):
        change = "exempt" if code in sides[1] else "no longer exempt"
        row = sides[1].get(code) or sides[0][code]
        yield Poa(code[0], change, row["title"])


def _limits(a: Release, b: Release) -> Iterator[Limit]:
    sides = [Rows.read(r.table("limits")).by(("code",)) for r in (a, b)]
    for key, old, new in beside(*sides):
        said = [{k: v for k, v in row.items() if k != "code"} if row else None for row in (old, new)]
        change = "revised" if old and new else "added" if new else "deleted"
        yield Limit(key[0], change, said[0], said[1])


def _by_first(found: Changes) -> Iterator[Bar]:
    """Codes by their first character, where a system has no chapters."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, codes in (("added", found.added), ("deleted", found.deleted), ("revised", found.revised)):
        for code in {c.code for c in codes}:
            counts[code[:1]][kind] += 1
    for first in sorted(counts):
        n = counts[first]
        yield Bar(f"{first}…", f"codes that begin with {first}", n["added"], n["deleted"], n["revised"], 0)
