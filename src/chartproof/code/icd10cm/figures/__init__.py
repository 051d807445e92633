"""Figures of rules: dated tables with their source, read as strings only."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv` below its heading; lines that begin with # are remarks."""
    text = files("chartproof.code.icd10cm.figures").joinpath(f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines)


@lru_cache(maxsize=32)
def _by_prefix(name: str) -> dict[str, tuple[str, ...]]:
    return {row[0]: row for row in rows(name)}


@lru_cache(maxsize=8192)
def row_for(name: str, code: str) -> tuple[str, ...] | None:
    """The row whose first column is the longest beginning of a code, or None."""
    known = _by_prefix(name)
    for length in range(len(code), 0, -1):
        if row := known.get(code[:length]):
            return row
    return None
