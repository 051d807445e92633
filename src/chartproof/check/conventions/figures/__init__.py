"""Figures of edits: dated tables with their source, read as strings only."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv` below its heading."""
    text = files("chartproof.check.conventions.figures").joinpath(f"{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:] if line)
