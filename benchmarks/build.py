"""Measure how long the books take to build, and in how much memory.

    python benchmarks/build.py FOLDER_OR_FILE...

Adds everything in the folders to a fresh shelf, in one `chartproof books add` of its own process, and
throws the shelf away. Prints one JSON object: seconds, peak memory (MB), releases, their rows, and
how many files could not be made anything of (errors) or were no book (unknown).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def build(paths: list[Path], home: Path) -> dict[str, Any]:
    """Add the files to a shelf; what it took and what it made."""
    begun = time.perf_counter()
    with (home / "said.json").open("wb") as said, (home / "errors.txt").open("wb") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "chartproof", "books", "add", *map(str, paths), "--format", "json"],
            env={**os.environ, "CHARTPROOF_HOME": str(home / "shelf")},
            stdout=said,
            stderr=errors,
        )
        _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    text = (home / "said.json").read_text("utf-8")
    if not text:
        raise SystemExit((home / "errors.txt").read_text("utf-8") or f"books add ended with {status}")
    made = json.loads(text)
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": round(used.ru_maxrss / 1024, 1),
        "releases": len(made["releases"]),
        "rows": sum(release["rows"] for release in made["releases"]),
        "errors": len(made["errors"]),
        "unknown": len(made["unknown"]),
    }


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("paths", type=Path, nargs="+", metavar="FOLDER_OR_FILE")
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(build(asked.parse_args().paths, Path(home))))


if __name__ == "__main__":
    main()
