"""What stands beside the ICD-10-PCS tables: definitions, body part key, device key, index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Release

#: " in Lower Bones", " for Insertion in Heart and Great Vessels": where a label of the key holds.
_WHERE = re.compile(
    r"^(?P<label>.+?)(?: for (?P<operation>[A-Z]\w+))? in (?P<body_system>[A-Z].*)$",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a record may say for a value of an axis: the words, and the value's label.

    `operation` and `body_system` are '' where the value holds for all.
    """

    words: str
    label: str
    operation: str = ""
    body_system: str = ""


def said(words: str, value: str) -> Said:
    """A line of a key: the value may say where it holds ("Spacer in Lower Joints")."""
    found = _WHERE.match(value)
    if not found:
        return Said(words, value)
    return Said(words, found["label"], found["operation"] or "", found["body_system"])


class Definitions:
    """The ICD-10-PCS Definitions of one release."""

    def __init__(self, release: Release) -> None:
        self.release = release

    @cached_property
    def _texts(self) -> dict[tuple[str, str, str], str]:
        rows = _rows(self.release, "definitions")
        return {(s, p, term): text for s, p, term, _, text, _ in rows if text}

    def of(self, section: str, position: int, label: str) -> str | None:
        """The definition of a value by its section, its position in the code and its label, or None."""
        return self._texts.get((section, str(position), label))

    def explanation(self, section: str, position: int, label: str) -> str | None:
        """The explanation beside the definition, or None."""
        rows = _rows(self.release, "definitions")
        return next((r[5] for r in rows if r[:3] == [section, str(position), label] and r[5]), None)

    def includes(self) -> Iterator[tuple[str, int, Said]]:
        """What each value includes: (section, position, the words and the value)."""
        for section, position, term, words in _rows(self.release, "includes"):
            at = int(position)
            yield section, at, said(words, term) if at == 6 else Said(words, term)

    def general_devices(self) -> Iterator[Said]:
        """The general device that stands for a specific one where a table lacks the latter."""
        for device, operation, body_system, _, general in _rows(self.release, "device_aggregation"):
            yield Said(device, general, "" if operation.startswith("All") else operation, body_system)


class Key:
    """A body part key or device key of one release."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def __iter__(self) -> Iterator[Said]:
        """Every line of the key."""
        return (said(words, value) for words, value in _rows(self.release, "key"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ICD-10-PCS index: its path, the first characters of its codes, and what to use."""

    path: tuple[str, ...]
    code: str
    see: str
    use: str


class PcsIndex:
    """The ICD-10-PCS index of one release."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def __iter__(self) -> Iterator[Line]:
        """Every line, in order."""
        for path, _, _, code, see, use in _rows(self.release, "index"):
            yield Line(tuple(path.split(" > ")), code, see, use)


def _rows(release: Release, table: str) -> Iterator[list[str]]:
    return islice(rows_of(release.table(table)), 1, None)
