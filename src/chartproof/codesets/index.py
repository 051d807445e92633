"""A derived, read-only SQLite index over the tables of a release, keyed by its seal."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from chartproof.codesets.release import Release


def opened(
    release: Release, folder: Path, schema: str, after: str, tables: tuple[str, ...]
) -> sqlite3.Connection:
    """Open the index of a release; it is made first where it is missing."""
    path = folder / f"{release.name}-{release.seal[:16]}.sqlite"
    if not path.exists():
        _make(release, path, schema, after, tables)
    return read_only(path)


def read_only(path: Path) -> sqlite3.Connection:
    """Open a finished index: never written, so it may be shared and mapped."""
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.execute("PRAGMA mmap_size = 268435456")
    return db


def _make(release: Release, path: Path, schema: str, after: str, tables: tuple[str, ...]) -> None:
    def fill(db: sqlite3.Connection) -> None:
        for table in tables:
            rows = _rows(release.table(table))
            columns = next(rows)
            marks = ", ".join("?" * len(columns))
            db.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608

    with Making(path) as db:
        db.executescript(schema)
        fill(db)
        db.executescript(after)


class Making:
    """A SQLite file written aside and put in place in one move when all of it is there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._aside = path.with_name(f".making-{os.getpid()}-{path.name}")

    def __enter__(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._aside.unlink(missing_ok=True)
        self._db = sqlite3.connect(self._aside)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        return self._db

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._db.commit()
        self._db.close()
        if kind is None:
            self._aside.replace(self._path)
        else:
            self._aside.unlink(missing_ok=True)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
