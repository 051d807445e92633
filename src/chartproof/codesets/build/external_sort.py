"""Sort more rows than are held at once, by way of temporary files."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

Row = tuple[str, ...]
#: Rows sorted in memory at a time.
AT_ONCE = 200_000


def by_first(rows: Iterable[Row], keys: int) -> Iterator[Row]:
    """The rows by their first `keys` columns; equal ones stay in the order they came."""
    source = iter(rows)
    with tempfile.TemporaryDirectory(prefix="chartproof-sort-") as folder, ExitStack() as stack:
        runs: list[Path] = []
        while run := sorted(islice(source, AT_ONCE), key=lambda row: row[:keys]):
            path = Path(folder, str(len(runs)))
            path.write_text("".join("\t".join(row) + "\n" for row in run), "utf-8", newline="\n")
            runs.append(path)
        opened = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in runs]
        parsed = [(tuple(line.rstrip("\n").split("\t")) for line in lines) for lines in opened]
        yield from heapq.merge(*parsed, key=lambda row: row[:keys])
