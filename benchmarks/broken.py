"""Break right claims by one random mutation each, check and fix them, and count what is said of each.

    python benchmarks/broken.py [--claims 2000] [--seed 6] [--silent]

A broken claim is found (the edits find what they did not find before), an error (it cannot be read, and the error
says where), or silent. Nothing may end in a traceback: not the reader, an edit, a fix, the page, nor the command over
all of them as JSON lines. Prints one JSON object; `--silent` prints each silent one's mutation besides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from breaking import Broken, broken
from made_claims import RIGHT

from chartproof.check.fixing import fixed
from chartproof.cli.paint_check import paint, paint_fixed
from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.claim import claim_of, claims_from_json, report_json
from chartproof.model.errors import ChartproofError
from chartproof.model.report import Report
from chartproof.pipeline import Line


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one broken claim: found, error, silent or traceback, and what was said."""

    what: str
    says: str = ""


def findings(report: Report) -> Counter[tuple[str, str, str]]:
    """What a report finds, to compare with that of the right claim."""
    return Counter((f.rule, f.at, f.says) for f in report.findings)


def outcome(each: Broken, line: Line) -> Outcome:
    """Read, check, print and fix one broken claim."""
    try:
        (raw,) = claims_from_json(each.data, "claim.json")
        report = line.check(claim_of(raw, "claim.json"))
        orjson.dumps(report_json(report))
        paint([report])
        made = fixed(raw, line.check)
        orjson.dumps(made.raw)
        paint_fixed([raw], [made])
    except ChartproofError as error:
        return Outcome("error" if str(error).strip() else "silent", str(error))
    except Exception:  # noqa: BLE001  what must never be is what is counted
        return Outcome("traceback", traceback.format_exc())
    new = findings(report) - findings(line.check(claim_of(RIGHT[each.of])))
    return Outcome("found", next(iter(new))[0]) if new else Outcome("silent")


def outcomes(line: Line, count: int, seed: int) -> Iterator[tuple[Broken, Outcome]]:
    """So many broken claims and what became of each."""
    chance = random.Random(seed)  # noqa: S311  no secret
    stdout = sys.stdout
    with Path(os.devnull).open("w", encoding="utf-8", errors="strict") as nowhere:
        for _ in range(count):
            each = broken(chance)
            sys.stdout = nowhere
            try:
                became = outcome(each, line)
            finally:
                sys.stdout = stdout
            yield each, became


def by_command(breaks: list[Broken]) -> dict[str, Any]:
    """The command over all of them as JSON lines: its exit code, answers, and whether it ended in a traceback."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "broken.jsonl", Path(folder) / "out.jsonl"
        file.write_bytes(b"".join(b.data.replace(b"\n", b" ") + b"\n" for b in breaks))
        command = [sys.executable, "-m", "chartproof", "check", str(file), "--out", str(out), "--brief"]
        done = subprocess.run(command, capture_output=True, check=False)
        answers = out.read_bytes().splitlines() if out.exists() else []
        errors = sum("error" in orjson.loads(a) for a in answers)
    return {
        "exit_code": done.returncode,
        "answers": len(answers),
        "errors": errors,
        "traceback": b"Traceback" in done.stderr,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--silent", action="store_true", help="print each silent one and each traceback")
    asked = parser.parse_args()
    line = Line(Shelf(home()))
    all_of = list(outcomes(line, asked.claims, asked.seed))
    counts = Counter(became.what for _, became in all_of)
    if asked.silent:
        for each, became in all_of:
            if became.what in {"silent", "traceback"}:
                print(became.what, each.how, each.at, became.says[-1500:], file=sys.stderr)
    silent = Counter(f"{each.how} {each.at}" for each, became in all_of if became.what == "silent")
    figures = {
        "claims": len(all_of),
        "seed": asked.seed,
        "found": counts["found"],
        "errors": counts["error"],
        "silent": counts["silent"],
        "tracebacks": counts["traceback"],
        "silent_kinds": dict(silent.most_common()),
        "kinds": dict(Counter(each.how for each, _ in all_of).most_common()),
        "command": by_command([each for each, _ in all_of]),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
