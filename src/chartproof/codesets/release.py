"""A release: a folder of tables, dated and sealed by their content, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path

from chartproof.codesets import durable
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Clock, Period


@dataclass(frozen=True, slots=True)
class Licence:
    """Under whose terms a release stands, and whether its tables may be passed on."""

    name: str
    redistributable: bool
    notice: str


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's file a release was made from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release of one code set.

    `clock` says which day chooses it, `builder` which edition of our builder made its tables, `tables`
    the rows of each. `stand_in`: derived from the release of the year before, until the publisher's
    own is there.
    """

    name: str
    system: str
    version: str
    holds: Period
    clock: str
    derived: bool
    rows: int
    licence: Licence
    sources: tuple[Source, ...]
    seal: str
    folder: Path
    builder: int = 1
    stand_in: bool = False
    tables: Mapping[str, int] = field(default_factory=dict, compare=False)

    @classmethod
    def open(cls, folder: Path) -> Release:
        """Read the manifest of a release folder; ReleaseError when it is not one."""
        try:
            m = json.loads((folder / "release.json").read_text(encoding="utf-8"))
            last = date.fromisoformat(m["last"]) if m["last"] else None
            return cls(
                name=m["name"],
                system=m["system"],
                version=m["version"],
                holds=Period(date.fromisoformat(m["first"]), last),
                clock=Clock(m["clock"]).value,
                derived=bool(m["derived"]),
                rows=int(m["rows"]),
                licence=Licence(**m["licence"]),
                sources=tuple(Source(**s) for s in m["sources"]),
                seal=m["seal"],
                folder=folder,
                builder=m["builder"],
                stand_in=bool(m.get("stand_in")),
                tables=dict(m.get("tables", {})),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                f"{folder.name}: release.json cannot be read ({error}); "
                f"`chartproof books remove {folder.name}` and add its files again"
            ) from error

    @property
    def rank(self) -> int:
        """0 published, 1 derived, 2 a stand-in: the lower takes the place of the higher."""
        return self.derived + self.stand_in

    def broken(self) -> str | None:
        """Say what is wrong with the tables, or None when they are what was sealed."""
        for name in self.tables:
            if not self.table(name).is_file():
                return f"the manifest names the table {name}, which is not there"
        try:
            found = seal(self.folder)
        except OSError as error:
            return f"the tables cannot be read ({error.strerror or error})"
        if found == self.seal:
            return None
        return f"sealed {self.seal[:12]}, found {found[:12]}"

    def table(self, name: str) -> Path:
        """The file of one table."""
        return self.folder / "tables" / f"{name}.tsv"


def seal(folder: Path) -> str:
    """Hash the tables of a release: names and bytes, in order of name (SHA-256, hex)."""
    digest = hashlib.sha256()
    for path in sorted((folder / "tables").iterdir()):
        with path.open("rb") as table:
            own = hashlib.file_digest(table, "sha256").hexdigest()
        digest.update(f"{path.name}\0{own}\n".encode())
    return digest.hexdigest()


Table = tuple[Sequence[str], Iterable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """All of a release but its seal: what a builder hands over.

    `tables` are (columns, rows); rows are read once and written as they come, so they may be a
    generator over millions. `counted` names the table whose rows the release counts; `made_from` is
    said in CHANGES.md.
    """

    name: str
    system: str
    version: str
    holds: Period
    clock: str
    licence: Licence
    sources: tuple[Source, ...]
    tables: Mapping[str, Table]
    counted: str
    builder: int = 1
    derived: bool = False
    stand_in: bool = False
    made_from: str = ""

    @property
    def rank(self) -> int:
        """As of a release."""
        return self.derived + self.stand_in


class How(Enum):
    """What became of a draft on the shelf."""

    MADE = "made"
    STANDS = "stands already"
    REPLACED = "replaced"
    OUTRANKED = "stands before what was given"


@dataclass(frozen=True, slots=True)
class Placed:
    """The release that now stands, how it came there, and the names of releases that gave way to it."""

    release: Release
    how: How
    gone: tuple[str, ...] = ()


def write(draft: Draft, shelf: Path) -> Release:
    """Write a release below a shelf; the release that stands when all is done."""
    return place(draft, shelf).release


def place(draft: Draft, shelf: Path, heard: Callable[[int], None] = lambda _rows: None) -> Placed:
    """Write a release below a shelf: built aside, sealed, on the disk, then put in place in one move.

    An interrupted build leaves only a folder aside, which the next command removes. When the
    release stands already with the same seal, nothing changes. A derived release gives way to a
    published one, an older builder's or a broken one to a new one; ReleaseError where two of equal
    rank differ. `heard` is told how many rows are written.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    if above := _outranking(draft, shelf):
        return Placed(above, How.OUTRANKED)
    with durable.aside(shelf) as made:
        counts = _write_tables(draft, made / "tables", heard)
        manifest = _manifest(draft, counts, seal(made))
        (made / "release.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        (made / "NOTICE").write_text(f"{draft.licence.name}\n\n{draft.licence.notice}\n", "utf-8")
        (made / "CHANGES.md").write_text(_changes(draft, counts), "utf-8")
        placed = _put(made, shelf / draft.name, Release.open(made))
    gone = tuple(r.name for r in _same_days(draft, shelf) if r.rank > draft.rank)
    for name in gone:
        durable.take_away(shelf / name)
        durable.drop_indexes(shelf, name)
    if placed.how is How.REPLACED:
        durable.drop_indexes(shelf, draft.name, placed.release.seal[:16])
    return replace(placed, gone=gone)


def standing(shelf: Path) -> Iterator[Release]:
    """Every release in place on a shelf, by folder; one whose manifest is broken is passed over."""
    for manifest in sorted(shelf.glob("[!.]*/release.json")):
        with suppress(ReleaseError):
            yield Release.open(manifest.parent)


def _same_days(draft: Draft, shelf: Path) -> Iterator[Release]:
    """Other releases of the same system that begin on the same day."""
    days = (draft.system, draft.holds.first)
    others = (r for r in standing(shelf) if r.name != draft.name)
    yield from (r for r in others if (r.system, r.holds.first) == days)


def _outranking(draft: Draft, shelf: Path) -> Release | None:
    """The standing release of the same days that a derived draft must not displace."""
    ours = list(_same_days(draft, shelf))
    with suppress(ReleaseError):
        ours.append(Release.open(shelf / draft.name))
    above = [r for r in ours if r.rank < draft.rank and r.system == draft.system]
    return next((r for r in above if not r.broken()), None)


def _put(made: Path, final: Path, new: Release) -> Placed:
    """Move a finished release into place, unless it stands there (another process may be quicker)."""
    if durable.put(made, final):
        return Placed(Release.open(final), How.MADE)
    try:
        old = Release.open(final)
    except ReleaseError:
        old = None
    if old is None or _gives_way(old, new):
        durable.replace(made, final)
        return Placed(Release.open(final), How.REPLACED)
    if old.seal == new.seal:
        return Placed(old, How.STANDS)
    raise ReleaseError(
        f"{final.name} stands already with other content; `chartproof books remove {final.name}` first"
    )


def _gives_way(old: Release, new: Release) -> bool:
    """Whether a standing release is replaced by one of its name without asking."""
    if old.system == new.system and (old.rank > new.rank or old.builder < new.builder):
        return True
    return old.seal == new.seal and old.broken() is not None


def _write_tables(draft: Draft, folder: Path, heard: Callable[[int], None]) -> dict[str, int]:
    folder.mkdir()
    counts = {}
    for name, (columns, rows) in draft.tables.items():
        count = 0
        with (folder / f"{name}.tsv").open("w", encoding="utf-8", newline="\n") as out:
            out.write("\t".join(columns) + "\n")
            for row in rows:
                out.write("\t".join(row) + "\n")
                count += 1
                if count % HEARD == 0:
                    heard(count)
        counts[name] = count
    return counts


#: How many rows are written between two reports of progress.
HEARD = 50_000


def _manifest(draft: Draft, counts: Mapping[str, int], sealed: str) -> dict[str, object]:
    last = draft.holds.last
    return {
        "name": draft.name,
        "system": draft.system,
        "version": draft.version,
        "first": draft.holds.first.isoformat(),
        "last": last.isoformat() if last else None,
        "clock": draft.clock,
        "derived": draft.derived,
        "stand_in": draft.stand_in,
        "rows": counts[draft.counted],
        "tables": dict(sorted(counts.items())),
        "builder": draft.builder,
        "licence": {
            "name": draft.licence.name,
            "redistributable": draft.licence.redistributable,
            "notice": draft.licence.notice,
        },
        "sources": [{"name": s.name, "sha256": s.sha256} for s in draft.sources],
        "seal": sealed,
    }


def _changes(draft: Draft, counts: Mapping[str, int]) -> str:
    rows = "\n".join(f"| {name} | {n:,} |" for name, n in sorted(counts.items()))
    said = f"\n{draft.made_from}\n" if draft.made_from else ""
    head = f"# {draft.name}\n\n{draft.holds}, by {draft.clock}.\n{said}"
    return f"{head}\n| table | rows |\n|---|--:|\n{rows}\n"
