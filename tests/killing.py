"""Commands killed at random moments, over big made-up files, and what must then still stand."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from chartproof.codesets.release import Release

SOURCE = Path(__file__).resolve().parent.parent / "src"
ADDED = {"icd10cm-order-2032", "ncci-ptp-practitioner-2031.1"}
HEADING = "Column 1,Column 2,*=in existence,Effective,Deletion,Modifier,PTP Edit Rationale\n"


def command(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CHARTPROOF_HOME": str(home), "PYTHONPATH": str(SOURCE)}
    return subprocess.Popen(
        [sys.executable, "-m", "chartproof", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ran(home: Path, *arguments: str) -> str:
    done = command(home, *arguments)
    out, err = done.communicate()
    assert done.returncode == 0, err.decode()
    return out.decode()


def killed(home: Path, moment: float, *arguments: str) -> bool:
    """Run a command and kill it after so many seconds; False when it ended before."""
    process = command(home, *arguments)
    time.sleep(moment)
    ended = process.poll() is not None
    if not ended:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return not ended


def order_text(codes: int, title: str) -> str:
    """An order file of made-up codes below one heading."""
    lines = [f"00001 {'A00':7} 0 {title[:60]:60} {title}\n"]
    for number in range(codes):
        code = f"A{number // 100 % 100:02}{number % 100:02}{number // 10_000:01}"
        lines.append(f"{len(lines) + 1:05} {code:7} 1 {title[:60]:60} {title} {number}\n")
    return "".join(lines)


def addenda_text(codes: int) -> str:
    counts = f"  {codes} codes in icd10cm_order_2031.txt\n  {codes + 1} codes in icd10cm_order_2032.txt\n"
    return f"Add:         B000    Invented disease\n\nCodes\n{counts}    1 additions\n"


def files(folder: Path, seed: int, codes: int, pairs: int) -> tuple[Path, Path]:
    """A folder that makes a derived list and pairs, and one that makes the published list."""
    chance = random.Random(seed)
    first, then = folder / "first", folder / "then"
    first.mkdir(parents=True)
    then.mkdir()
    (first / "icd10cm_order_2031.txt").write_text(order_text(codes, "Invented disease"), "utf-8")
    (first / "icd10cm_codes_addenda_2032.txt").write_text(addenda_text(codes), "utf-8")
    rows = "".join(
        f"{chance.randrange(10_000):04}T,{chance.randrange(10_000):04}T,,20310101,*,{chance.randrange(2)},Invented\n"
        for _ in range(pairs)
    )
    (first / "ncci_ptp_practitioner_2031Q1.csv").write_text(HEADING + rows, "utf-8")
    (then / "icd10cm_order_2032.txt").write_text(order_text(codes, "Invented condition"), "utf-8")
    return first, then


def whole(home: Path) -> dict[str, Release]:
    """What a reader sees at this moment: every release in sight is whole."""
    found = {}
    for folder in sorted((home / "releases").glob("[!.]*")):
        release = Release.open(folder)
        assert release.broken() is None, folder.name
        assert (folder / "NOTICE").exists() and (folder / "CHANGES.md").exists()
        found[release.name] = release
    return found


def cleared(home: Path) -> None:
    """The next command takes away what the killed one left."""
    listed = json.loads(ran(home, "books", "list", "--format", "json"))["releases"]
    left = [p.name for p in (home / "releases").iterdir() if p.name.startswith(".")]
    assert left == [], left
    assert {r["release"] for r in listed} == whole(home).keys()


def add_killed(home: Path, first: Path, moment: float) -> bool:
    hit = killed(home, moment, "books", "add", str(first))
    seen = whole(home)
    assert "icd10cm-2026.2" in seen
    cleared(home)
    ran(home, "books", "add", str(first))
    assert whole(home).keys() >= ADDED
    return hit


def replace_killed(home: Path, then: Path, moment: float) -> bool:
    """A derived release gives way: at every moment one or the other stands."""
    assert whole(home)["icd10cm-order-2032"].derived
    hit = killed(home, moment, "books", "add", str(then))
    assert "icd10cm-order-2032" in whole(home)
    cleared(home)
    ran(home, "books", "add", str(then))
    assert not whole(home)["icd10cm-order-2032"].derived
    return hit


def remove_killed(home: Path, moment: float) -> bool:
    hit = killed(home, moment, "books", "remove", *sorted(ADDED))
    whole(home)
    cleared(home)
    left = ADDED & whole(home).keys()
    if left:
        ran(home, "books", "remove", *sorted(left))
    assert not ADDED & whole(home).keys()
    return hit


def kills(home: Path, shelf: Path, rounds: int, seed: int, codes: int, pairs: int) -> int:
    """Rounds of three kills over a copy of a shelf: adding, replacing, removing. How many hit."""
    chance = random.Random(seed)
    shutil.copytree(shelf / "releases/icd10cm-2026.2", home / "releases/icd10cm-2026.2")
    first, then = files(home / "files", seed, codes, pairs)
    begun = time.monotonic()
    ran(home, "books", "add", str(first))
    adding = time.monotonic() - begun
    begun = time.monotonic()
    ran(home, "books", "remove", *sorted(ADDED))
    removing = time.monotonic() - begun
    hit = 0
    for _ in range(rounds):
        hit += add_killed(home, first, chance.uniform(0.0, adding))
        hit += replace_killed(home, then, chance.uniform(0.2 * removing, removing + 0.4 * adding))
        hit += remove_killed(home, chance.uniform(0.5 * removing, removing))
    return hit
