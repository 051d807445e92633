"""A download under way: `NAME.part`, and beside it which state of which file its bytes are of."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from chartproof.model.errors import ReleaseError


class FetchError(ReleaseError):
    """A publisher's file could not be had."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a publisher tells one state of a file from another; `size` in bytes, None when not said."""

    address: str
    etag: str = ""
    modified: str = ""
    size: int | None = None

    @classmethod
    def of(cls, address: str, headers: Mapping[str, str], size: int | None) -> Stamp:
        """What the headers of an answer say."""
        return cls(address, headers.get("etag", ""), headers.get("last-modified", ""), size)

    @property
    def strong(self) -> str:
        """What If-Range may be asked with; empty where nothing tells states apart byte by byte."""
        return self.modified if self.etag.startswith("W/") or not self.etag else self.etag

    def is_same(self, other: Stamp) -> bool:
        """Say whether two answers are of one state of one file."""
        marks = [(self.etag, other.etag), (self.modified, other.modified)]
        told = [mine == theirs for mine, theirs in marks if mine and theirs]
        sizes = self.size is None or other.size is None or self.size == other.size
        return self.address == other.address and sizes and bool(told) and all(told)


@dataclass(slots=True)
class Part:
    """The bytes at hand of one file and their stamp. Any beginning of the file is a sound part of it."""

    path: Path
    stamp: Stamp | None = None

    @classmethod
    def at(cls, final: Path, address: str) -> Part:
        """What an earlier download from the same address left; nothing where it was from another."""
        part = cls(final.with_name(f"{final.name}.part"))
        with suppress(OSError, ValueError, TypeError):
            told = Stamp(**json.loads(part._beside.read_text("utf-8")))
            part.stamp = told if told.address == address else None
        return part

    @property
    def _beside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    @property
    def size(self) -> int:
        """How many bytes are at hand and can be gone on from."""
        if self.stamp is None or not self.stamp.strong:
            return 0
        return self.path.stat().st_size if self.path.exists() else 0

    def begin(self, stamp: Stamp) -> None:
        """Start from nothing: first the old bytes go, then the new stamp comes."""
        self.path.write_bytes(b"")
        self._beside.write_text(json.dumps(asdict(stamp)), "utf-8")
        self.stamp = stamp

    def clear(self) -> None:
        """Keep nothing."""
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)
        self.stamp = None

    def put(self, final: Path) -> None:
        """Give the whole file its name, in one move."""
        with self.path.open("rb+") as whole:
            os.fsync(whole.fileno())
        self.path.replace(final)
        self._beside.unlink(missing_ok=True)


def range_of(text: str) -> tuple[int, int | None] | None:
    """Where a partial answer begins and the size of the whole file, of its Content-Range."""
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", text.strip())
    if not found:
        return None
    return int(found[1]), None if found[2] == "*" else int(found[2])


@contextmanager
def alone(final: Path) -> Iterator[None]:
    """Keep a second chartproof off the same file; FetchError where one is at it. A kill frees it."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing keeps a second one off
        yield
        return
    with final.with_name(f".{final.name}.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FetchError(f"{final.name}: another chartproof is fetching it; wait for it") from error
        yield
