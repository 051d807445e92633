"""Check a long file of claims as a process: peak memory, claims a second, progress, and a run killed in its middle.

    python benchmarks/million.py [--claims 1000000] [--jobs 1] [--folder DIR]

Writes made-up claims as JSON lines (office visits of six lines, emergencies, stays, on days of four months), runs
`chartproof check IN.jsonl --out OUT.jsonl --brief` over them, then again: killed in the middle and begun once more.
Both must leave the same answers. Prints one JSON object; ends with 1 where they differ, no progress was shown, or the
peak is above 600 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from made_claims import many

MOST_MB = 600


@dataclass(slots=True)
class Run:
    """One run: its exit code, seconds, seconds of processors, peak memory in MB, and what it showed on the terminal."""

    code: int
    seconds: float
    cpu: float
    peak: float
    shown: str


class Running:
    """The command in a process of its own, with a terminal for its progress."""

    def __init__(self, file: Path, out: Path, jobs: int) -> None:
        leader, follower = pty.openpty()
        command = [sys.executable, "-m", "chartproof", "check", str(file), "--out", str(out), "--brief"]
        self._begun = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=follower
        )
        os.close(follower)
        self._shown = b""
        self._leader = leader
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        try:
            while more := os.read(self._leader, 65_536):
                self._shown = (self._shown + more)[-4_096:]
        except OSError:  # the other end was closed
            pass

    def ended(self) -> Run:
        """Wait for its end."""
        _, status, usage = os.wait4(self.process.pid, 0)
        seconds = time.perf_counter() - self._begun
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self._reading.join(10)
        os.close(self._leader)
        shown = self._shown.decode("utf-8", "replace")
        cpu = usage.ru_utime + usage.ru_stime
        return Run(self.process.returncode, seconds, cpu, usage.ru_maxrss / 1024, shown)


def written(file: Path, count: int) -> float:
    """Write the claims; how large the file is in MB."""
    with file.open("wb") as out:
        for claim in many(count):
            out.write(orjson.dumps(claim) + b"\n")
    return file.stat().st_size / 1e6


def killed_in_the_middle(file: Path, out: Path, jobs: int, half: int) -> tuple[int, Run]:
    """Kill a run when half its answers stand, begin it again; how many answers it had, and the second run."""
    part = out.with_name(f"{out.name}.part")
    running = Running(file, out, jobs)
    while running.process.poll() is None and not (part.exists() and part.stat().st_size >= half):
        time.sleep(0.02)
    if running.process.returncode is not None:
        sys.exit("it ended before it could be killed; ask for more --claims")
    running.process.send_signal(signal.SIGKILL)
    running.ended()
    with part.open("rb") as answers:
        stood = sum(1 for _ in answers)
    return stood, Running(file, out, jobs).ended()


def same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        while block := a.read(1 << 20):
            if block != b.read(1 << 20):
                return False
    return True


def measured(folder: Path, count: int, jobs: int) -> dict[str, Any]:
    """Everything that is measured of so many claims."""
    file, out, again = folder / "claims.jsonl", folder / "out.jsonl", folder / "again.jsonl"
    size = written(file, count)
    whole = Running(file, out, jobs).ended()
    with out.open("rb") as answers:
        stopped = lines = 0
        for raw in answers:
            lines += 1
            stopped += b'"findings":[{' in raw
    stood, rest = killed_in_the_middle(file, again, jobs, out.stat().st_size // 2)
    return {
        "claims": count,
        "jobs": jobs,
        "file_mb": round(size, 1),
        "answers": lines,
        "with_findings": stopped,
        "exit_code": whole.code,
        "seconds": round(whole.seconds, 1),
        "claims_per_s": round(count / whole.seconds),
        "claims_per_cpu_s": round(count / whole.cpu),
        "peak_mb": round(max(whole.peak, rest.peak)),
        "progress_shown": bool(re.search(r"[\d,]+ claims [█·]{24} +\d+%", whole.shown)),
        "killed_at": stood,
        "seconds_after_the_kill": round(rest.seconds, 1),
        "same_answers": lines == count and same(out, again),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the files are written, and left; else they go")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="claims-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        figures = measured(folder, asked.claims, asked.jobs)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(figures, indent=2))
    fine = figures["same_answers"] and figures["progress_shown"] and figures["peak_mb"] <= MOST_MB
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
