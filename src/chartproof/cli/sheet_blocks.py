"""What a defence sheet is made of, whatever form it is written in: headings, paragraphs, lists, tables of words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: plain, "b" bold, "q" quoted of the record, "small"."""

    words: str
    look: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the code itself."""

    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, and its rows of cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows stands on the next page."""


Block = Heading | Said | Grid | Items | NewPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet: its title and its blocks, in order."""

    title: str
    blocks: tuple[Block, ...]
