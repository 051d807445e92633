"""Run a builder over files and put what it drafts on a shelf; read tables back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from chartproof.codesets.build import Told
from chartproof.codesets.build.source import SourceFile, files_in
from chartproof.codesets.release import Draft, Release, write


class Builder(Protocol):
    """A module of `codesets.build`."""

    NAMES: tuple[str, ...]

    def drafts(self, files: Iterable[SourceFile], told: Told) -> Iterator[Draft]: ...


def built(
    builder: Builder, shelf: Path, *paths: Path, told: Told | None = None
) -> dict[str, Release]:
    """The releases a builder makes of files, by name."""
    files = [file for path in paths for file in files_in(path)]
    releases = {d.name: write(d, shelf) for d in builder.drafts(files, told or Told())}
    assert all(r.system in builder.NAMES and r.broken() is None for r in releases.values())
    return releases


def rows(release: Release, table: str) -> list[dict[str, str]]:
    """The rows of a table by column."""
    lines = release.table(table).read_text("utf-8").split("\n")[:-1]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """Write a file of ours in a publisher's form."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
