"""A table of pairs (column 1, column 2, what is said of them), packed to be searched in memory.

A derived index beside SQLite, mapped read-only and shared by every process that opens it. Codes are
numbered in order; a pair of numbers is one number, whose place in a table of slots (half of them
free) is computed, so it is found in one step or a few. Most rows say one of a few things, so those
stand once. The file is native to the machine: a damaged one, one of another format and one of
another release are made again.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Literal

from chartproof.codesets.index import aside
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError

#: What the file begins with, the number of its format, and a number that shows the order of bytes.
_MAGIC, _FORMAT, _ORDER = b"pairs\0\0\0", 1, 0x01020304
#: Magic, order of bytes, format, seal of the release; rows, codes, slots, bytes of text; CRC of text.
_HEAD = struct.Struct("=8sII64sQQQQI4x")
#: A slot: number of the pair (from 1; an empty slot is 0) and what is said of it; where it has
#: several rows, a mark and its first row.
_PAIR, _SEVERAL, _REST = 32, 1 << 31, (1 << 31) - 1
#: Spreads numbers that follow one another (Knuth's multiplicative hashing).
_SPREAD = 0x9E3779B1
#: The number of a pair has 32 bits.
_MOST_CODES = 65_535


@dataclass(frozen=True, slots=True)
class _Shape:
    """How many rows, codes and slots a file holds, and how many bytes of text: that fixes its length."""

    rows: int
    codes: int
    slots: int
    text: int

    def sections(self) -> tuple[tuple[Literal["I", "Q"], int], ...]:
        """What stands behind the text: slots; first rows of column 1, column 2, said; rows of column 2."""
        n = self.rows
        return ("Q", self.slots), ("I", self.codes + 1), ("I", n), ("I", n), ("I", self.codes + 1), ("I", n)

    @property
    def length(self) -> int:
        """The length of the file in bytes."""
        return _HEAD.size + self.text + sum(array(kind).itemsize * n for kind, n in self.sections())


class Packed:
    """The pairs of one table, by row: the numbers are mapped, the texts are read when first asked."""

    def __init__(self, text: memoryview, codes: int, numbers: Sequence[memoryview]) -> None:
        self._text = text
        self._codes = codes
        self._at: dict[str, int] = {}
        self._slots, self._first, self._second, self.says, self._back, self._rows = numbers
        self._spread = len(self._second) * 2 + 1

    def __len__(self) -> int:
        return len(self._second)

    def of(self, column_1: str, column_2: str) -> tuple[int, ...]:
        """What is said of a pair, by its number in `said`, in the order of the table; mostly one or none."""
        one, two = self._at.get(column_1), self._at.get(column_2)
        if one is None or two is None:
            return () if self._at or not self.numbered else self.of(column_1, column_2)
        pair = one * self._codes + two + 1
        at, slots = pair * _SPREAD % self._spread, self._slots
        while slot := slots[at]:
            if slot >> _PAIR == pair:
                rest = slot & _REST
                return self._several(rest) if slot & _SEVERAL else (rest,)
            at += 1
        return ()

    def among(self, codes: Sequence[str]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Every pair that some codes make, whichever is column 1: the places of its two codes, and what is said of it.

        As `of` for each two of them, in one go: claims ask of all their lines.
        """
        numbered, slots, spread = self.numbered, self._slots, self._spread
        known = [
            (place, number) for place, code in enumerate(codes) if (number := numbered.get(code)) is not None
        ]
        for first, one in known:
            row = one * self._codes + 1
            for second, two in known:
                pair = row + two
                at = pair * _SPREAD % spread
                while slot := slots[at]:
                    if slot >> _PAIR == pair:
                        rest = slot & _REST
                        yield first, second, self._several(rest) if slot & _SEVERAL else (rest,)
                        break
                    at += 1

    def below(self, column_1: str) -> range:
        """The rows of a code in column 1."""
        one = self.numbered.get(column_1)
        return range(0) if one is None else range(self._first[one], self._first[one + 1])

    def above(self, column_2: str) -> Iterator[int]:
        """The rows of a code in column 2, in the order of the table."""
        two = self.numbered.get(column_2)
        return iter(()) if two is None else iter(self._rows[self._back[two] : self._back[two + 1]])

    def pair(self, row: int) -> tuple[str, str]:
        """Column 1 and column 2 of a row."""
        return self.codes[bisect_right(self._first, row) - 1], self.codes[self._second[row]]

    def _several(self, row: int) -> tuple[int, ...]:
        """What the rows of one pair say, from its first on."""
        stop = self._first[bisect_right(self._first, row)]
        end = row + 1
        while end < stop and self._second[end] == self._second[row]:
            end += 1
        return tuple(self.says[row:end])

    @property
    def numbered(self) -> dict[str, int]:
        """Every code that stands in a pair, and its number."""
        if not self._at:
            self._at = dict(zip(self.codes, range(len(self.codes)), strict=True))
        return self._at

    @cached_property
    def codes(self) -> list[str]:
        """Every code that stands in a pair, in order."""
        codes = self._texts[0]
        return codes.split("\n") if codes else []

    @cached_property
    def columns(self) -> list[str]:
        """The columns of what is said of a pair."""
        return self._texts[1].partition("\n")[0].split("\t")

    @cached_property
    def said(self) -> list[str]:
        """All that is said of pairs, each once, tabs between its columns; `says` numbers it by row."""
        return self._texts[1].split("\n")[1:]

    @cached_property
    def _texts(self) -> tuple[str, str]:
        codes, _, said = bytes(self._text).rstrip(b"\0").decode().partition("\n\n")
        return codes, said


def opened(release: Release, folder: Path, table: str) -> Packed:
    """Open the packed index of a table; it is made first where it is missing, damaged or foreign."""
    path = folder / f"{release.name}-{release.seal[:16]}-{table}.pairs"
    found = _read(path, release.seal)
    if found is None:
        _make(release.table(table), path, release.seal)
        found = _read(path, release.seal)
    if found is None:
        raise ReleaseError(f"{path.name}: cannot be read back as written; is the disk of {folder} whole?")
    return found


def _read(path: Path, seal: str) -> Packed | None:
    """Map a finished index; None when there is none, or it is not whole or not of this release."""
    with suppress(FileNotFoundError, ValueError), path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))  # ValueError: empty
        shape = _shape(mapped, seal)
        if shape is None:
            return None
        numbers, at = [], _HEAD.size + shape.text
        for kind, length in shape.sections():
            size = length * array(kind).itemsize
            numbers.append(mapped[at : at + size].cast(kind))
            at += size
        return Packed(mapped[_HEAD.size : _HEAD.size + shape.text], shape.codes, numbers)
    return None


def _shape(mapped: memoryview, seal: str) -> _Shape | None:
    if len(mapped) < _HEAD.size:
        return None
    magic, order, version, of, *counts, crc = _HEAD.unpack_from(mapped)
    if (magic, order, version, of) != (_MAGIC, _ORDER, _FORMAT, seal.encode()):
        return None
    shape = _Shape(*counts)
    if len(mapped) != shape.length:
        return None
    return shape if zlib.crc32(mapped[_HEAD.size : _HEAD.size + shape.text]) == crc else None


def _make(table: Path, path: Path, seal: str) -> None:
    rows = _Rows(table)
    text = ("\n".join(rows.codes) + "\n\n" + "\n".join((rows.columns, *rows.said))).encode()
    text += b"\0" * (-len(text) % 8)
    slots = rows.slots()
    shape = _Shape(len(rows.second), len(rows.codes), len(slots), len(text))
    with aside(path) as writing, writing.open("wb") as out:
        counts = (shape.rows, shape.codes, shape.slots, shape.text)
        out.write(_HEAD.pack(_MAGIC, _ORDER, _FORMAT, seal.encode(), *counts, zlib.crc32(text)))
        out.write(text)
        for numbers in (slots, rows.starts(rows.first), rows.second, rows.says, *rows.back()):
            numbers.tofile(out)
        out.flush()
        os.fsync(out.fileno())


class _Rows:
    """The rows of a table as numbers: read once, as they come."""

    def __init__(self, table: Path) -> None:
        numbers: dict[str, int] = {}
        first, second, self.says = array("I"), array("I"), array("I")
        said: dict[str, int] = {}
        last: tuple[str, str] = ("", "")
        with table.open(encoding="utf-8", newline="\n") as lines:
            self.columns = next(lines).rstrip("\n").split("\t", 2)[2]
            for line in lines:
                one, two, rest = line.split("\t", 2)
                if last > (last := (one, two)):
                    raise ReleaseError(f"{table.name}: {one} {two} is out of order; build the release again")
                first.append(numbers.setdefault(one, len(numbers)))
                second.append(numbers.setdefault(two, len(numbers)))
                self.says.append(said.setdefault(rest, len(said)))
        if len(numbers) > _MOST_CODES or len(second) > _REST:
            raise ReleaseError(f"{table.name}: {len(numbers)} codes are more than can be packed")
        self.codes = sorted(numbers)
        self.said = [rest.rstrip("\n") for rest in said]
        by_code = {code: number for number, code in enumerate(self.codes)}
        ordered = [by_code[code] for code in numbers]
        self.first, self.second = _renumbered(first, ordered), _renumbered(second, ordered)

    def slots(self) -> array[int]:
        """The slot of every pair; the last slot is empty, so that a search ends."""
        spread = len(self.second) * 2 + 1
        slots = array("Q", bytes(8 * (spread + 1)))
        codes, last, first, at = len(self.codes), 0, 0, 0
        for row, (one, two) in enumerate(zip(self.first, self.second, strict=True)):
            pair = one * codes + two + 1
            if pair == last:
                slots[at] = pair << _PAIR | _SEVERAL | first
                continue
            at = pair * _SPREAD % spread
            while slots[at]:
                at += 1
                if at + 1 == len(slots):
                    slots.append(0)
            slots[at] = pair << _PAIR | self.says[row]
            last, first = pair, row
        return slots

    def starts(self, column: Iterable[int]) -> array[int]:
        """Where the rows of each code begin, and behind the last where they end."""
        counts = [0] * (len(self.codes) + 1)
        for number in column:
            counts[number + 1] += 1
        return array("I", accumulate(counts))

    def back(self) -> tuple[array[int], array[int]]:
        """The rows of each column 2: where they begin, and which they are."""
        starts = self.starts(self.second)
        free = list(starts)
        rows = array("I", bytes(4 * len(self.second)))
        for row, number in enumerate(self.second):
            rows[free[number]] = row
            free[number] += 1
        return starts, rows


def _renumbered(column: array[int], ordered: Sequence[int]) -> array[int]:
    return array("I", map(ordered.__getitem__, column))
