"""A derived, read-only SQLite index over the tables of a release, keyed by its seal."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError


def opened(
    release: Release, folder: Path, schema: str, after: str, tables: tuple[str, ...]
) -> sqlite3.Connection:
    """Open the index of a release; it is made first where it is missing."""
    path = folder / f"{release.name}-{release.seal[:16]}.sqlite"
    if not is_whole(path):
        _make(release, path, schema, after, tables)
    return read_only(path)


def is_whole(path: Path) -> bool:
    """Say whether a SQLite file is there and as long as its head says: one cut off is made again."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        return False
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        return False
    page = int.from_bytes(head[16:18], "big")
    return size == int.from_bytes(head[28:32], "big") * (65_536 if page == 1 else page)


def read_only(path: Path) -> sqlite3.Connection:
    """Open a finished index: never written, so it may be shared and mapped."""
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.execute("PRAGMA mmap_size = 268435456")
    return db


def _make(release: Release, path: Path, schema: str, after: str, tables: tuple[str, ...]) -> None:
    def fill(db: sqlite3.Connection) -> None:
        for table in tables:
            rows = rows_of(release.table(table))
            columns = next(rows)
            marks = ", ".join("?" * len(columns))
            db.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608

    with making(path) as db:
        db.executescript(schema)
        fill(db)
        db.executescript(after)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """Where to write a derived file: put in place in one move when all of it is there, else removed.

    The name is of this process and thread, so two that make the same file do not meet.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writing = path.with_name(f".making-{os.getpid()}-{threading.get_ident()}-{path.name}")
    writing.unlink(missing_ok=True)
    try:
        yield writing
        writing.replace(path)
    finally:
        writing.unlink(missing_ok=True)


@contextmanager
def making(path: Path) -> Iterator[sqlite3.Connection]:
    """A SQLite file written aside and put in place in one move when all of it is there; else ReleaseError."""
    with aside(path) as writing:
        try:
            with closing(sqlite3.connect(writing)) as db:
                db.execute("PRAGMA journal_mode = OFF")
                db.execute("PRAGMA synchronous = OFF")
                yield db
                db.commit()
        except sqlite3.Error as error:
            raise ReleaseError(
                f"{path.parent}: an index cannot be written ({error}); make room there, or let "
                f"CHARTPROOF_HOME name a folder that can be written"
            ) from error


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows of a table of a release, as they stand; the first are its columns."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
