"""Folders put in place, exchanged and taken away in one move, and on the disk before the move.

A power cut or a kill at any moment leaves either what stood before or what stands after. What a
killed process left aside begins with a dot, names the process, and goes with the next command. A
process that still runs, here or in another container on the same disk, holds a lock on it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks: the number of the process must do
    fcntl = None  # type: ignore[assignment]

#: What stands aside while it is made, and while it is taken away.
BUILDING, REMOVING, MAKING = ".building-", ".removing-", ".making-"
_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def aside(shelf: Path, prefix: str = BUILDING) -> Iterator[Path]:
    """A new folder beside the releases that no reader sees; what is left of it at the end goes."""
    made = shelf / f"{prefix}{os.getpid()}-{secrets.token_hex(6)}"
    made.mkdir()  # readable to whom the shelf is: `mkdtemp` would make it ours alone
    held = _locked(made)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if held is not None:
            os.close(held)


def synced(path: Path) -> None:
    """Have a file or folder on the disk itself, not only in memory."""
    if os.name == "nt":
        return
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

    The old one is then what lies at `made`, or is deleted.
    Where the system cannot exchange two folders, the old one is moved aside first; `clear` moves
    it back when the process ended between the two moves.
    """
    synced_tree(made)
    if not _exchanged(made, final):
        old = _old(final)
        os.rename(final, old)  # noqa: PTH104
        os.rename(made, final)  # noqa: PTH104
        shutil.rmtree(old, ignore_errors=True)
    synced(final.parent)


def take_away(final: Path) -> None:
    """Remove a folder: out of sight in one move, then deleted."""
    with aside(final.parent, REMOVING) as gone:
        os.rename(final, gone / final.name)  # noqa: PTH104
        synced(final.parent)


def drop_indexes(shelf: Path, name: str, kept: str = "-") -> None:
    """Delete the indexes of a release that is gone, or those not of its tables (`kept`: their seal)."""
    for index in (shelf.parent / "indexes").glob(f"{name}-*"):
        if not index.name.startswith(f"{name}-{kept}"):
            index.unlink(missing_ok=True)


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


def _locked(path: Path) -> int | None:
    """A lock on a folder that ends with the process; None where it is not to be had."""
    if fcntl is None:
        return None
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened


def _is_owned(left: Path) -> bool:
    """Say whether the process that made it still runs."""
    owner = left.name.split("-")[1]
    if owner.isdigit() and _is_running(int(owner)):
        return True
    if fcntl is None or not left.is_dir():
        return False
    if (free := _locked(left)) is None:
        return left.is_dir()
    os.close(free)
    return False


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
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
