"""A publisher's file as it came, or one file inside its archive, bounded and never trusted."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.member).file_size

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the bytes, unpacked."""
        if self.member is not None:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as inside:
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
        raise InputError(str(path), "", "there is no such file")
    if not zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
        says = "the archive is broken or cut off; get it from the publisher again"
        raise InputError(str(path), "", says)
    if not zipfile.is_zipfile(path) or path.suffix.lower() == ".xlsx":
        return (SourceFile(path),)
    try:
        return _members(path)
    except zipfile.BadZipFile as error:
        says = f"the archive is broken ({error}); get it from the publisher again"
        raise InputError(str(path), "", says) from error


def _members(path: Path) -> tuple[SourceFile, ...]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > MOST_FILES or sum(m.file_size for m in members) > MOST_UNPACKED:
            raise InputError(str(path), "", "the archive unpacks to more than a code set does; it is refused")
        for member in members:
            if member.filename.startswith("/") or ".." in PurePosixPath(member.filename).parts:
                raise InputError(
                    str(path), member.filename, "the archive names a file outside itself; it is refused"
                )
        return tuple(SourceFile(path, m.filename) for m in members)


def sha256(path: Path) -> str:
    """The SHA-256 of a file as it lies on the disk (hex)."""
    with path.open("rb") as whole:
        return hashlib.file_digest(whole, "sha256").hexdigest()
