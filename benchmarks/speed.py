"""Measure chartproof: notes a second on one core, cold commands, and the memory of a long batch.

    python benchmarks/speed.py [--notes FILE.jsonl] [--batch 10000]

Without a file the notes are the examples of this repository, repeated. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
#: A note of the size the figures are quoted for.
WORDS = 400


def cases(path: Path | None) -> list[dict[str, Any]]:
    """The cases measured: a file of them, or the examples."""
    if path:
        rows = [json.loads(text) for text in path.read_text("utf-8").splitlines() if text.strip()]
    else:
        rows = [json.loads(p.read_text("utf-8")) for p in sorted(EXAMPLES.glob("*.json"))]
    return [{"on": "2026-06-15", **row} for row in rows]


def words(row: dict[str, Any]) -> int:
    """How many words a case has."""
    documents = row.get("documents") or [{"text": row.get("text", "")}]
    return sum(len(d["text"].split()) for d in documents)


def warm(rows: list[dict[str, Any]], seconds: float = 10.0) -> dict[str, float]:
    """Notes a second in one process, after one pass to warm it, scaled to notes of 400 words; by the clock and by the time its core worked."""
    line = Line(Shelf(home()))
    encounters = [case_from_object(row) for row in rows]
    for encounter in encounters:
        line.code(encounter)
    rates, of_core, started = [], [], time.perf_counter()
    while time.perf_counter() - started < seconds or len(rates) < 3:
        begun, core = time.perf_counter(), time.process_time()
        for encounter in encounters:
            line.code(encounter)
        rates.append(len(encounters) / (time.perf_counter() - begun))
        of_core.append(len(encounters) / (time.process_time() - core))
    mean = sum(map(words, rows)) / len(rows)
    rate = statistics.median(rates)
    return {
        "notes_per_s": round(rate, 1),
        "words_per_note": round(mean, 1),
        "notes_of_400_words_per_s": round(rate * mean / WORDS, 1),
        "notes_of_400_words_per_s_of_core": round(statistics.median(of_core) * mean / WORDS, 1),
    }


def cold(command: list[str], runs: int = 5) -> float:
    """Median seconds of a whole process."""
    spent = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "chartproof", *command], check=True, capture_output=True)
        spent.append(time.perf_counter() - begun)
    return round(statistics.median(spent), 3)


def batch(rows: list[dict[str, Any]], count: int) -> dict[str, float]:
    """Peak memory (MB) of `batch` over a tenth of `count` notes and over all of them, and its rate."""
    made = {}
    for n in (count // 10, count):
        with tempfile.TemporaryDirectory() as folder:
            source, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
            with source.open("w", encoding="utf-8") as lines:
                for i in range(n):
                    lines.write(json.dumps({**rows[i % len(rows)], "id": f"n{i}"}) + "\n")
            begun = time.perf_counter()
            child = subprocess.Popen(
                [sys.executable, "-m", "chartproof", "batch", str(source), "--out", str(out)]
            )
            _, status, used = os.wait4(child.pid, 0)
            if status:
                raise SystemExit(f"batch ended with {status}")
            made[f"batch_{n}_peak_mb"] = round(used.ru_maxrss / 1024, 1)
            made[f"batch_{n}_notes_per_s"] = round(n / (time.perf_counter() - begun), 1)
    return made


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--notes", type=Path)
    asked.add_argument("--batch", type=int, default=0, metavar="N", help="also run batch over N notes")
    told = asked.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rows = cases(told.notes)
    made: dict[str, Any] = warm(rows)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as note:
        note.write((rows[0].get("documents") or [rows[0]])[0]["text"])
        note.flush()
        made["cold_lookup_s"] = cold(["lookup", "E11.9"])
        made["cold_code_s"] = cold(["code", note.name])
    made["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    if told.batch:
        made |= batch(rows, told.batch)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
