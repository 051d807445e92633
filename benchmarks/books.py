"""Measure look-ups in the books on the user's shelf: edits of pairs, codes, and opening all books of a day.

    python benchmarks/books.py [--lookups 1000000] [--on YYYY-MM-DD] [--seed 1]

One core, one process, warm; each figure is the median of some runs, seconds are of processor time
(opening: by the clock). SQLite holds the same rows in a file beside, asked the same keys by one
prepared statement in the same process. What the shelf has no release for is null, and `absent` says
why. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from chartproof.codesets.codelist import CodeList
from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf, home
from chartproof.codesets.tabular import Tabular
from chartproof.terms.addons import AddOns
from chartproof.terms.limits import Limits
from chartproof.terms.pairs import Pairs

RUNS = 5
#: The tables of flat lists that are looked up by code.
LISTS = {
    "ASC": ("surgical_procedures", "ancillary_services"),
    "DMEPOS": ("codes", "fees"),
    "HCPCS": ("codes", "modifiers"),
    "ICD-10-CM-POA-exempt": ("codes",),
    "ICD-10-CM-order": ("codes", "headings"),
    "ICD-10-PCS": ("codes",),
    "ICD-10-PCS-order": ("codes", "headings"),
    "MPFS": ("relative_values", "conversion_factors"),
    "MS-DRG-weights": ("weights",),
    "NUCC-taxonomy": ("taxonomy",),
    "OPPS": ("addendum_b",),
    "claim-codes": ("codes",),
    "place-of-service": ("places",),
}
PAIR_SQL = (
    "SELECT first, last, modifier_indicator, rationale FROM pairs WHERE column_1 = ? AND column_2 = ? "
    "AND modifier_indicator <> '9' AND first <= ? AND (last = '' OR last >= ?)"
)
OTHER_PACKAGE = """
import json, statistics, sys, time
import simple_icd_10_cm as other
def rate(ask, keys):
    found = []
    for run in range(int(sys.argv[1]) + 1):
        begun = time.process_time()
        for key in keys: ask(key)
        found.append(len(keys) / (time.process_time() - begun))
    return statistics.median(found[1:])
codes, titled = json.load(sys.stdin)
print(json.dumps([rate(other.is_valid_item, codes), rate(other.get_description, titled)]))
"""


def rates(count: int, **loops: Callable[[], object]) -> dict[str, float]:
    """Look-ups a second of processor time of each loop, after one pass of each to warm them.

    Each round runs every loop once, so that what else the machine does falls on all of them.
    """
    found: dict[str, list[float]] = {name: [] for name in loops}
    for run in range(RUNS + 1):
        for name, loop in loops.items():
            begun = time.process_time()
            loop()
            if run:
                found[name].append(count / (time.process_time() - begun))
    return {name: statistics.median(many) for name, many in found.items()}


def filled(
    path: Path, table: str, columns: str, keys: str, rows: Iterable[Sequence[str]]
) -> sqlite3.Connection:
    """The rows as a plain SQLite table without row ids, opened read-only."""
    width = columns.count(",") + 1
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"CREATE TABLE {table}({columns}, PRIMARY KEY({keys})) WITHOUT ROWID")
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)  # noqa: S608
    db.close()
    opened = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    opened.execute("PRAGMA mmap_size = 1073741824")
    return opened


def numbered_rows(release: Release, table: str) -> Iterator[list[str]]:
    """The rows of a table, each with its number: a pair may stand on several."""
    return ([*row, str(n)] for n, row in enumerate(islice(rows_of(release.table(table)), 1, None)))


def pair_keys(release: Release, pairs: Pairs, count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Half pairs that stand in the table, half that do not (their codes do), mixed."""
    wanted = set(chance.sample(range(len(pairs)), min(count // 2, len(pairs))))
    rows = enumerate(islice(rows_of(release.table("pairs")), 1, None))
    hits = [(row[0], row[1]) for n, row in rows if n in wanted]
    codes = sorted({code for hit in hits for code in hit})
    misses: list[tuple[str, str]] = []
    while len(misses) < len(hits):
        a, b = chance.choice(hits)[0], chance.choice(codes)
        if not pairs.edits(a, b):
            misses.append((a, b))
    keys = hits + misses
    chance.shuffle(keys)
    return keys


def measured_pairs(release: Release, count: int, chance: random.Random) -> dict[str, Any]:
    """Pair look-ups a second, ours and plain SQLite's; both must give the same number of edits."""
    day, columns = (
        release.holds.first,
        "column_1, column_2, first, last, modifier_indicator, rationale, n INTEGER",
    )
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        pairs = Pairs(release, Path(folder))
        made = time.process_time() - begun
        keys = pair_keys(release, pairs, count, chance)
        rows = numbered_rows(release, "pairs")
        db = filled(Path(folder) / "plain.sqlite", "pairs", columns, "column_1, column_2, n", rows)
        edit, ask, said = pairs.edit, db.execute, day.isoformat()
        found = sum(edit(a, b, day) is not None for a, b in keys)
        if found != sum(ask(PAIR_SQL, (a, b, said, said)).fetchone() is not None for a, b in keys):
            raise SystemExit("the packed index and SQLite do not agree")

        def packed() -> None:
            for a, b in keys:
                edit(a, b, day)

        def plain() -> None:
            for a, b in keys:
                ask(PAIR_SQL, (a, b, said, said)).fetchone()

        rate = rates(len(keys), packed=packed, plain=plain)
        db.close()
    return {
        "pair_release": release.name,
        "pair_rows": len(pairs),
        "pair_lookups": len(keys),
        "pair_found_in_force": found,
        "pair_lookups_per_s": round(rate["packed"]),
        "pair_sqlite_lookups_per_s": round(rate["plain"]),
        "pair_ratio_to_sqlite": round(rate["packed"] / rate["plain"], 2),
        "pair_index_built_in_s": round(made, 1),
    }


def measured_codes(release: Release, indexes: Path, count: int, chance: random.Random) -> dict[str, Any]:
    """Code look-ups a second: valid codes and as many that are none; titles of valid ones."""
    tabular = Tabular(release, indexes)
    rows = [row for n, row in enumerate(rows_of(release.table("codes"))) if n]
    valid = [row[0] for row in rows]
    titled = chance.choices(valid, k=count // 2)
    keys = [code for one in titled for code in (one, one[:-1] + chance.choice("?!"))]
    with tempfile.TemporaryDirectory() as folder:
        db = filled(Path(folder) / "plain.sqlite", "codes", "code, node, char, title", "code", rows)
        ask, sql = db.execute, "SELECT code, node, char, title FROM codes WHERE code = ?"

        def found() -> None:
            for code in keys:
                tabular.billable(code)

        def title() -> None:
            for code in titled * 2:
                tabular.title(code)

        def plain() -> None:
            for code in keys:
                ask(sql, (code,)).fetchone()

        rate = rates(len(keys), found=found, title=title, plain=plain)
        db.close()
    other_valid, other_title = other_package(keys, titled * 2)
    return {
        "code_release": release.name,
        "code_lookups": len(keys),
        "code_lookups_per_s": round(rate["found"]),
        "title_lookups_per_s": round(rate["title"]),
        "code_sqlite_lookups_per_s": round(rate["plain"]),
        "code_ratio_to_sqlite": round(rate["found"] / rate["plain"], 2),
        "other_package_valid_per_s": round(other_valid),
        "other_package_title_per_s": round(other_title),
        "code_ratio_to_other_package": round(rate["found"] / other_valid, 2),
        "title_ratio_to_other_package": round(rate["title"] / other_title, 2),
    }


def other_package(keys: list[str], titled: list[str]) -> tuple[float, float]:
    """Look-ups a second of simple-icd-10-cm, in a process of its own: it holds all in memory."""
    command = [sys.executable, "-c", OTHER_PACKAGE, str(RUNS)]
    told = json.dumps([keys, titled])
    asked = subprocess.run(command, input=told, capture_output=True, check=True, text=True)
    valid, title = json.loads(asked.stdout)
    return valid, title


def opened(release: Release, indexes: Path) -> list[object]:
    """A release opened by what looks things up in it; a table no one looks up in is not opened."""
    system = release.system
    if system == "ICD-10-CM":
        return [Tabular(release, indexes)]
    if system.startswith("NCCI-PTP-"):
        return [Pairs(release, indexes)]
    if system.startswith("MUE-"):
        return [Limits(release, indexes)]
    if system == "NCCI-add-on":
        return [AddOns(release, indexes)]
    return [CodeList(release, indexes, table) for table in LISTS.get(system, ())]


def open_everything(shelf: Shelf, day: date) -> list[object]:
    """Open every release on the shelf that covers a day: its manifest read, its indexes opened."""
    ours = [release for release in shelf.releases() if release.holds.covers(day)]
    return [book for release in ours for book in opened(release, shelf.indexes)]


def measured_opening(shelf: Shelf, day: date) -> dict[str, Any]:
    """Milliseconds to open all books of a day in a new process: inside, and whole less an empty import."""
    books = len(open_everything(shelf, day))  # the indexes are made here, if they were not
    imports = "import sys, time; sys.path.insert(0, sys.argv[1]); from datetime import date; import books"
    asks = "shelf = books.Shelf(books.home()); books.open_everything(shelf, date.fromisoformat(sys.argv[2]))"
    inside = f"{imports}; t = time.perf_counter(); {asks}; print(time.perf_counter() - t)"
    return {
        "day": str(day),
        "books": books,
        "inside_ms": _median_of(lambda: float(_ran(inside, day)) * 1000),
        "process_ms": _median_of(lambda: _spent(f"{imports}; {asks}", day) - _spent(imports, day)),
    }


def _median_of(measure: Callable[[], float]) -> float:
    return round(statistics.median(measure() for _ in range(2 * RUNS + 1)), 1)


def _ran(asks: str, day: date) -> str:
    command = [sys.executable, "-c", asks, str(Path(__file__).resolve().parent), str(day)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _spent(asks: str, day: date) -> float:
    begun = time.perf_counter()
    _ran(asks, day)
    return (time.perf_counter() - begun) * 1000


def newest(shelf: Shelf, system: str) -> Release | None:
    """The newest release of a system at hand."""
    ours = [release for release in shelf.releases() if release.system == system]
    return ours[-1] if ours else None


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--lookups", type=int, default=1_000_000, metavar="N")
    asked.add_argument("--on", type=date.fromisoformat, help="the day whose books are opened")
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    shelf, chance = Shelf(home()), random.Random(told.seed)  # noqa: S311
    made: dict[str, Any] = {"pair_lookups_per_s": None, "absent": []}
    edits, codes = newest(shelf, "NCCI-PTP-practitioner"), newest(shelf, "ICD-10-CM")
    if edits:
        made |= measured_pairs(edits, told.lookups, chance)
    else:
        made["absent"].append(
            "no release of NCCI-PTP-practitioner is on the shelf: `chartproof books add FILE`"
        )
    if codes:
        made |= measured_codes(codes, shelf.indexes, told.lookups, chance)
    days = [told.on] if told.on else sorted({r.holds.first for r in (edits, codes) if r})
    made["open"] = [measured_opening(shelf, day) for day in days]
    print(json.dumps(made))


if __name__ == "__main__":
    main()
