"""What a builder makes of files, by name of release, and the tables read back from the shelf."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import published

from chartproof.codesets.build import Told
from chartproof.codesets.release import Release


def built(builder: ModuleType, shelf: Path, *paths: Path, told: Told | None = None) -> dict[str, Release]:
    """The releases a builder makes of files, whole and of its own systems."""
    releases = published.built(builder, shelf, *paths, told=told)
    assert all(r.system in builder.NAMES and r.broken() is None for r in releases)
    return {release.name: release for release in releases}


def rows(release: Release, table: str) -> list[dict[str, str]]:
    """The rows of a table by column."""
    lines = release.table(table).read_text("utf-8").split("\n")[:-1]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file of ours in a publisher's form."""
    path = folder / name
    path.write_bytes(text.encode())
    return path
