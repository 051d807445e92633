"""Put publishers' files on the shelf: every builder looks at the files and makes what is its own."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from chartproof.codesets import build
from chartproof.codesets.build import Told
from chartproof.codesets.build.source import files_in
from chartproof.codesets.release import Release, write
from chartproof.model.errors import InputError


def builders() -> Iterator[ModuleType]:
    """Every module of codesets/build that makes releases of files."""
    for info in pkgutil.iter_modules(build.__path__):
        module = importlib.import_module(f"{build.__name__}.{info.name}")
        if hasattr(module, "drafts") and hasattr(module, "NAMES"):
            yield module


def systems() -> frozenset[str]:
    """Every system some builder makes releases of."""
    return frozenset(name for builder in builders() for name in builder.NAMES)


def add(paths: Iterable[Path], told: Told, shelf: Path) -> Iterator[Release]:
    """Make every release the files hold; files that belong together are given together.

    Each release is put in place whole or not at all; one that stands already with the same content
    is left as it is. InputError where no builder knows any of the files.
    """
    named = tuple(paths)
    files = tuple(file for path in named for file in files_in(path))
    made = 0
    for builder in builders():
        for draft in builder.drafts(files, told):
            yield write(draft, shelf)
            made += 1
    if not made:
        known = ", ".join(sorted({name for builder in builders() for name in builder.NAMES}))
        raise InputError(", ".join(map(str, named)), "", f"no file of a known set; chartproof reads: {known}")
