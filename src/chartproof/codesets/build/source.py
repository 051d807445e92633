"""A publisher's file as it came, or one file inside its archive, bounded and never trusted.

An archive may hold archives (a coverage export does): `a.zip/b.csv` is a member of a member.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, cast

from chartproof.codesets.release import Source
from chartproof.model.errors import InputError

#: A file unpacked to more than this is refused (a bomb, or not a code set).
MOST_UNPACKED = 2_000_000_000
#: What reading a broken, cut off or locked archive raises.
BROKEN = (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)
#: An archive of more files than this is refused.
MOST_FILES = 500
#: An archive inside an archive is unpacked into memory, up to this size.
MOST_INNER = 200_000_000
#: Archives inside archives are followed so far.
MOST_DEEP = 3
#: An archive inside an archive, and what stands in it.
_INNER = re.compile(r"(.*?\.zip)/(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file a builder reads. `member` names it inside the archive at `path`, if it is inside one."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        """The file's own name, without folders; a .gz ending dropped."""
        return PurePosixPath(self.member or self.path.name).name.removesuffix(".gz")

    @property
    def place(self) -> str:
        """Where a person finds it: its path, and its place in the archive."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def size(self) -> int:
        """Bytes of the file as it lies on the disk, or unpacked where it is inside an archive."""
        if self.member is None:
            return self.path.stat().st_size
        with _holding(self.path, self.member) as (archive, name):
            return archive.getinfo(name).file_size

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the bytes, unpacked."""
        if self.member is not None:
            with _holding(self.path, self.member) as (archive, name), archive.open(name) as inside:
                yield inside
        elif self.path.name.endswith(".gz"):
            with gzip.open(self.path, "rb") as unzipped:
                yield cast("IO[bytes]", unzipped)
        else:
            with self.path.open("rb") as inside:
                yield inside

    def head(self, size: int = 4096) -> bytes:
        """The first bytes, to tell what the file is; InputError where its archive is broken."""
        try:
            with self.opened() as inside:
                return inside.read(size)
        except BROKEN as error:
            raise self._broken(error) from error

    def is_cut_in_its_first_line(self) -> bool:
        """Whether not even the first line of a text is there: what it is then cannot be told."""
        head = self.head(8192)
        return len(head) < 8192 and b"\n" not in head

    def lines(self, encoding: str = "utf-8-sig") -> Iterator[str]:
        """The lines without their ends; InputError with the line where the encoding breaks."""
        try:
            with self.opened() as inside:
                for number, raw in enumerate(inside, 1):
                    yield self._decoded(raw, number, encoding)
        except BROKEN as error:
            raise self._broken(error) from error

    def _decoded(self, raw: bytes, number: int, encoding: str) -> str:
        try:
            return raw.decode(encoding if number == 1 else encoding.removesuffix("-sig")).rstrip("\r\n")
        except UnicodeDecodeError as error:
            says = f"not {encoding}: byte {error.start} of the line; get the file from the publisher again"
            raise InputError(self.name, f"line {number}", says) from error

    def _broken(self, error: Exception) -> InputError:
        return InputError(self.name, "", f"the archive is broken ({error}); get it from the publisher again")

    def sealed(self) -> Source:
        """Its name and SHA-256, for the release's manifest."""
        digest = hashlib.sha256()
        try:
            with self.opened() as inside:
                while chunk := inside.read(1 << 20):
                    digest.update(chunk)
        except BROKEN as error:
            raise self._broken(error) from error
        return Source(self.name, digest.hexdigest())


@contextmanager
def _holding(path: Path, member: str) -> Iterator[tuple[zipfile.ZipFile, str]]:
    """Open the archive that holds a member, itself or inside it, with the member's name there."""
    with zipfile.ZipFile(path) as archive:
        if member in archive.NameToInfo:
            yield archive, member
            return
    chain: tuple[str, ...] = ()
    while found := _INNER.fullmatch(member):
        chain, member = (*chain, found[1]), found[2]
    with zipfile.ZipFile(io.BytesIO(_inner(path, path.stat().st_mtime_ns, chain))) as archive:
        yield archive, member


@lru_cache(maxsize=4)  # the three of a coverage export, and one around them
def _inner(path: Path, _changed: int, chain: tuple[str, ...]) -> bytes:
    """The bytes of an archive inside an archive: read once, as every builder looks into it."""
    *outer, name = chain
    holds = path if not outer else io.BytesIO(_inner(path, _changed, tuple(outer)))
    with zipfile.ZipFile(holds) as archive:
        return archive.read(name)


def one_form(files: Iterable[SourceFile], forms: Sequence[str] = ("csv", "xlsx", "txt")) -> list[SourceFile]:
    """Of files in one place that differ in their ending only, the one whose ending comes first.

    Publishers put the same table into an archive as csv, workbook and text; together it would be
    one table twice.
    """
    best: dict[tuple[str, str], SourceFile] = {}
    for file in files:
        stem = file.name.lower().rpartition(".")[0]
        inside = PurePosixPath(file.member).parent if file.member else ""
        key = (f"{file.path if file.member else file.path.parent}/{inside}", stem)
        held = best.get(key)
        if held is None or _rank(file, forms) < _rank(held, forms):
            best[key] = file
    return list(best.values())


def _rank(file: SourceFile, forms: Sequence[str]) -> int:
    ending = file.name.lower().rpartition(".")[2]
    return forms.index(ending) if ending in forms else len(forms)


def of_same(
    broken: SourceFile, files: Iterable[SourceFile], key: Callable[[SourceFile], object]
) -> Iterator[SourceFile]:
    """The files whose key is that of a broken one; all where nothing tells its key."""
    ours = _key(broken, key)
    yield from (file for file in files if ours is None or _key(file, key) == ours)


def _key(file: SourceFile, key: Callable[[SourceFile], object]) -> object:
    try:
        return key(file)
    except InputError:
        return None


def files_in(path: Path) -> tuple[SourceFile, ...]:
    """The files of a path: itself, or what stands in the zip, refused where the archive is hostile."""
    if not path.is_file():
        says = "it cannot be read" if path.exists() else "there is no such file"
        raise InputError(str(path), "", says)
    if not zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
        says = "the archive is broken or cut off; get it from the publisher again"
        raise InputError(str(path), "", says)
    if not zipfile.is_zipfile(path) or path.suffix.lower() == ".xlsx":
        return (SourceFile(path),)
    try:
        return tuple(SourceFile(path, name) for name in _members(path))
    except BROKEN as error:
        says = f"the archive is broken ({error}); get it from the publisher again"
        raise InputError(str(path), "", says) from error


def _members(path: Path) -> list[str]:
    """Every file of an archive and of the archives in it; InputError where it is hostile."""
    found: list[str] = []
    left = [MOST_UNPACKED, MOST_FILES]
    _walk(path, (), left, found)
    return found


def _walk(path: Path, chain: tuple[str, ...], left: list[int], found: list[str]) -> None:
    holds = io.BytesIO(_inner(path, path.stat().st_mtime_ns, chain)) if chain else path
    with zipfile.ZipFile(holds) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
    for member in members:
        name = member.filename
        left[0], left[1] = left[0] - member.file_size, left[1] - 1
        if min(left) < 0:
            raise InputError(str(path), "", "the archive unpacks to more than a code set does; it is refused")
        if name.startswith("/") or ".." in PurePosixPath(name).parts:
            raise InputError(str(path), name, "the archive names a file outside itself; it is refused")
        is_archive = name.lower().endswith(".zip") and len(chain) < MOST_DEEP
        if is_archive and member.file_size <= MOST_INNER:
            _walk(path, (*chain, name), left, found)
        else:
            found.append("/".join((*chain, name)))


def sha256(path: Path) -> str:
    """The SHA-256 of a file as it lies on the disk (hex)."""
    with path.open("rb") as whole:
        return hashlib.file_digest(whole, "sha256").hexdigest()
