"""Folders put in place, exchanged and taken away in one move, and on the disk before the move.

A power cut or a kill at any moment leaves either what stood before or what stands after. What a
killed process left aside begins with a dot, names the process, and goes with the next command.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path

#: What stands aside while it is made, and while it is taken away.
BUILDING, REMOVING, MAKING = ".building-", ".removing-", ".making-"
_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def aside(shelf: Path, prefix: str = BUILDING) -> Path:
    """A new folder beside the releases that no reader sees."""
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=shelf))


def synced(path: Path) -> None:
    """Have a file or folder on the disk itself, not only in memory."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some file systems have no folders to sync
            raise
    finally:
        os.close(opened)


def synced_tree(folder: Path) -> None:
    """Have all that stands in a folder on the disk, the folder last."""
    for path in sorted(folder.rglob("*"), reverse=True):
        synced(path)
    synced(folder)


def put(made: Path, final: Path) -> bool:
    """Move a finished folder to where nothing stands yet; False where something does."""
    if final.exists():
        return False
    synced_tree(made)
    try:
        os.rename(made, final)  # noqa: PTH104
    except OSError:
        if final.exists():  # another process was quicker
            return False
        raise
    synced(final.parent)
    return True


def replace(made: Path, final: Path) -> None:
    """Put a finished folder in the place of a standing one; a reader finds one or the other whole.

    Where the system cannot exchange two folders, the old one is moved aside first; `clear` moves
    it back when the process ended between the two moves.
    """
    synced_tree(made)
    if not _exchanged(made, final):
        old = _old(final)
        os.rename(final, old)  # noqa: PTH104
        os.rename(made, final)  # noqa: PTH104
        made = old
    synced(final.parent)
    shutil.rmtree(made, ignore_errors=True)


def take_away(final: Path) -> None:
    """Remove a folder: out of sight in one move, then deleted."""
    gone = aside(final.parent, REMOVING)
    os.rename(final, gone / final.name)  # noqa: PTH104
    synced(final.parent)
    shutil.rmtree(gone, ignore_errors=True)


def clear(shelf: Path) -> None:
    """Remove what processes that were killed left behind; one still running is left alone."""
    if not shelf.is_dir():
        return
    for left in (*shelf.glob(".*-*"), *(shelf.parent / "indexes").glob(f"{MAKING}*")):
        if not left.name.startswith((BUILDING, REMOVING, _REPLACED, MAKING)) or _is_owned(left):
            continue
        if left.name.startswith(_REPLACED) and not (final := shelf / left.name.split("-", 2)[2]).exists():
            os.rename(left, final)  # noqa: PTH104
        elif left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


_REPLACED = ".replaced-"


def _old(final: Path) -> Path:
    return final.with_name(f"{_REPLACED}{os.getpid()}-{final.name}")


def _is_owned(left: Path) -> bool:
    """Say whether the process that made it still runs."""
    owner = left.name.split("-")[1]
    if not owner.isdigit():
        return False
    try:
        os.kill(int(owner), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one move; False where the system has no such call."""
    name, at = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}.get(sys.platform, ("", 0))
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if call is None:
        return False
    if call(at, os.fsencode(one), at, os.fsencode(other), ctypes.c_uint(_SWAP)) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(other))
