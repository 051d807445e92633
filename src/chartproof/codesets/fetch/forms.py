"""What of a download the builders read: archives inside it unpacked, and one form of each file.

Publishers put the same table into an archive as csv, text and workbook; taken together they would
be one table twice.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from chartproof.codesets.build.source import MOST_FILES, MOST_UNPACKED
from chartproof.model.errors import InputError


def chosen(path: Path, forms: Sequence[str], aside: Path) -> Path:
    """The file itself, or below `aside` an archive of the same name that holds what is to be read.

    `forms` are endings, the first that is there is taken; a file of another ending is always taken.
    InputError where the archive is hostile.
    """
    if path.suffix.lower() == ".xlsx" or not zipfile.is_zipfile(path):
        return path
    with ExitStack() as opened, zipfile.ZipFile(path) as archive:
        members = dict(_members(archive, path, aside, opened))
        taken = _one_form(list(members), forms)
        if taken == {m.filename for m in archive.infolist() if not m.is_dir()}:
            return path
        made = aside / path.name
        with zipfile.ZipFile(made, "w") as out:
            for name in taken:
                inside, member = members[name]
                with inside.open(member) as source, out.open(name, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    return made


def _members(
    archive: zipfile.ZipFile, path: Path, aside: Path, opened: ExitStack
) -> Iterator[tuple[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]]]:
    """Every file of the archive and of the archives inside it, by name."""
    left = [MOST_UNPACKED, MOST_FILES]
    for member in _within(archive, left, path):
        if not member.filename.lower().endswith(".zip"):
            yield member.filename, (archive, member)
            continue
        copy = aside / f"inner-{left[1]}.zip"
        with archive.open(member) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        inner = opened.enter_context(zipfile.ZipFile(copy))
        for below in _within(inner, left, path):
            yield f"{member.filename[:-4]}/{below.filename}", (inner, below)


def _within(archive: zipfile.ZipFile, left: list[int], path: Path) -> Iterator[zipfile.ZipInfo]:
    """The files of one archive, as long as all together stay what a code set may be."""
    for member in archive.infolist():
        if member.is_dir():
            continue
        left[0], left[1] = left[0] - member.file_size, left[1] - 1
        if min(left) < 0:
            raise InputError(str(path), "", "the archive unpacks to more than a code set does; it is refused")
        yield member


def _one_form(names: Sequence[str], forms: Sequence[str]) -> set[str]:
    """Of files that differ in their ending only, those whose ending comes first in `forms`."""
    best: dict[str, int] = {}
    ranks = {}
    for name in names:
        stem, _, ending = PurePosixPath(name).name.lower().rpartition(".")
        ranks[name] = (stem, forms.index(ending)) if ending in forms else ("", 0)
        best[ranks[name][0]] = min(best.get(ranks[name][0], 99), ranks[name][1])
    return {name for name, (stem, rank) in ranks.items() if best[stem] == rank}
