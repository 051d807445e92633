"""What was downloaded and what was accepted, one JSON line each, appended and never rewritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chartproof.codesets.fetch.table import Terms


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that came whole: from where, which state of it, its checksum, the releases it made."""

    address: str
    name: str
    size: int
    sha256: str
    etag: str
    modified: str
    day: str
    made: tuple[str, ...] = ()


def last(folder: Path, address: str) -> Entry | None:
    """What was last downloaded from an address."""
    found = None
    for row in _lines(folder / "ledger.jsonl"):
        if row.get("address") == address:
            found = Entry(**{**row, "made": tuple(row["made"])})
    return found


def write(folder: Path, entry: Entry) -> None:
    """Note a download, or what it has made since."""
    _append(folder / "ledger.jsonl", asdict(entry))


def is_accepted(shelf: Path, name: str, terms: Terms) -> bool:
    """Say whether this text was accepted for this set before."""
    every = _lines(shelf / "acceptances.jsonl")
    return any(row.get("set") == name and row.get("sha256") == terms.sha256 for row in every)


def accept(shelf: Path, name: str, terms: Terms, day: date) -> None:
    """Note that the terms were accepted: the day, the set and the text; not by whom."""
    row = {"day": day.isoformat(), "set": name, "terms": terms.name, "sha256": terms.sha256}
    _append(shelf / "acceptances.jsonl", row)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines; one cut off by a crash is as if it were never written."""
    if not path.exists():
        return
    for line in path.read_text("utf-8", "replace").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def _append(path: Path, row: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as out:
        cut = out.tell() > 0 and out.seek(-1, 2) >= 0 and out.read(1) != b"\n"
        out.write(b"\n" * cut + json.dumps(row, sort_keys=True).encode() + b"\n")
