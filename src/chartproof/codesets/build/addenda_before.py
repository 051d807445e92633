"""What an addenda changes: the release of the year before, handed in with it or standing on the shelf.

A standing release is seen by one of its tables among the files (`.../releases/NAME/tables/*.tsv`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from chartproof.codesets.build import Told
from chartproof.codesets.build.addenda_lines import is_addenda_pdf
from chartproof.codesets.build.icd10 import Edition, edition
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Draft, Release, Source
from chartproof.model.errors import InputError, ReleaseError

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A book that addenda change: its system, the builder of its releases, whether a file is an edition."""

    system: str
    drafts: Callable[[Iterable[SourceFile], Told], Iterator[Draft]]
    is_edition: Callable[[SourceFile], bool]


@dataclass(frozen=True, slots=True)
class Before:
    """The release of the year before: its name, what it came from, its rows by table, no headings."""

    name: str
    sources: tuple[Source, ...]
    tables: Mapping[str, Sequence[Cells]]


def before(files: Sequence[SourceFile], addenda: SourceFile, of: Edition, book: Book) -> Before:
    """The newest release of the edition before; InputError, saying what to hand in, where there is none.

    Before that of October comes that of the year before; before that of April, that of October.
    """
    year = str(of.year if of.version.endswith(".2") else of.year - 1)
    ours = [f for f in files if year in f"{f.name} {f.path.name}" and f.path.suffix != ".tsv"]
    handed = [d for d in book.drafts(ours, Told()) if _is_before(d, year, of)]
    stands = [r for r in standing(files, book.system) if _is_before(r, year, of)]
    if handed:
        draft = max(handed, key=lambda d: (-d.rank, d.holds.first))
        rows = {name: [tuple(r) for r in table[1]] for name, table in draft.tables.items()}
        return Before(draft.name, draft.sources, rows)
    if not stands:
        says = f"it changes the {book.system} of FY{year}: add that first, or hand it in too"
        raise InputError(addenda.name, "", says)
    release = max(stands, key=lambda r: (-r.rank, r.holds.first))
    tables = (release.folder / "tables").glob("*.tsv")
    rows = {path.stem: [tuple(row) for row in islice(rows_of(path), 1, None)] for path in tables}
    return Before(release.name, (Source(release.name, release.seal),), rows)


def _is_before(made: Draft | Release, year: str, of: Edition) -> bool:
    return made.version[:4] == year and made.holds.first < of.holds.first


def is_at_hand(files: Iterable[SourceFile], of: Edition, name: str, book: Book) -> bool:
    """Say whether the edition is at hand without the addenda: published, or another derived one.

    `name`: what the release made of the addenda would be called.
    """
    stands = []
    for file in files:
        if file.path.suffix == ".tsv" and file.member is None:
            stands.append(file)
        elif book.is_edition(file) and edition(file, Told(), halved=True).holds.first == of.holds.first:
            return True
    others = (r for r in standing(stands, book.system) if r.holds.first == of.holds.first)
    return any(r.rank == 0 or (r.rank == 1 and r.name != name) for r in others)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """Addenda make nothing without what they were handed in with; nothing else needs the addenda."""
    del told
    if not is_addenda_pdf(broken):
        yield from filter(is_addenda_pdf, files)


def standing(files: Iterable[SourceFile], system: str) -> list[Release]:
    """The releases of a system that stand where a table among the files stands."""
    found: list[Release] = []
    tables = (f.path for f in files if f.member is None and f.path.suffix == ".tsv")
    for folder in dict.fromkeys(path.parent.parent for path in tables):
        try:
            release = Release.open(folder)
        except ReleaseError:
            continue  # a table of something else
        if release.system == system:
            found.append(release)
    return found
