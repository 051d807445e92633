"""A release: a folder of tables, dated and sealed by their content, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period


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

    `clock` says which day chooses it, `builder` which edition of our builder made its tables.
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
                clock=m["clock"],
                derived=m["derived"],
                rows=m["rows"],
                licence=Licence(**m["licence"]),
                sources=tuple(Source(**s) for s in m["sources"]),
                seal=m["seal"],
                folder=folder,
                builder=m["builder"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                f"{folder.name}: release.json cannot be read ({error}); "
                f"remove the folder and build the release again"
            ) from error

    def broken(self) -> str | None:
        """Say what is wrong with the tables, or None when they are what was sealed."""
        found = seal(self.folder)
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
    generator over millions. `counted` names the table whose rows the release counts.
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


def write(draft: Draft, shelf: Path) -> Release:
    """Write a release below a shelf: built aside, sealed, then put in place in one move.

    An interrupted build leaves only a `.building-*` folder, which the next build removes. When
    the release stands already, with the same seal, nothing changes.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".building-{os.getpid()}-", dir=shelf))
    try:
        counts = _write_tables(draft, aside / "tables")
        manifest = _manifest(draft, counts[draft.counted], seal(aside))
        (aside / "release.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        (aside / "NOTICE").write_text(f"{draft.licence.name}\n\n{draft.licence.notice}\n", "utf-8")
        (aside / "CHANGES.md").write_text(_changes(draft, counts), "utf-8")
        return _put(aside, shelf / draft.name, str(manifest["seal"]))
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def clear(shelf: Path) -> None:
    """Remove what builds that were killed left behind; a build still running is left alone."""
    for left in shelf.glob(".building-*"):
        owner = left.name.split("-")[1]
        if not (owner.isdigit() and _is_running(int(owner))):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _put(aside: Path, final: Path, sealed: str) -> Release:
    """Move a finished release into place, unless it stands there (another process may be quicker)."""
    if not final.exists():
        try:
            os.replace(aside, final)  # noqa: PTH105
        except OSError:
            if not final.exists():
                raise
        else:
            return Release.open(final)
    standing = Release.open(final)
    if standing.seal == sealed:
        return standing
    raise ReleaseError(
        f"{final.name} stands already with other content; `chartproof books remove {final.name}` first"
    )


def _write_tables(draft: Draft, folder: Path) -> dict[str, int]:
    folder.mkdir()
    counts = {}
    for name, (columns, rows) in draft.tables.items():
        count = 0
        with (folder / f"{name}.tsv").open("w", encoding="utf-8", newline="\n") as out:
            out.write("\t".join(columns) + "\n")
            for row in rows:
                out.write("\t".join(row) + "\n")
                count += 1
        counts[name] = count
    return counts


def _manifest(draft: Draft, rows: int, sealed: str) -> dict[str, object]:
    last = draft.holds.last
    return {
        "name": draft.name,
        "system": draft.system,
        "version": draft.version,
        "first": draft.holds.first.isoformat(),
        "last": last.isoformat() if last else None,
        "clock": draft.clock,
        "derived": draft.derived,
        "rows": rows,
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
    return f"# {draft.name}\n\n{draft.holds}, by {draft.clock}.\n\n| table | rows |\n|---|--:|\n{rows}\n"
