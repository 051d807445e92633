"""How many claims a second are checked: `checks.py [--claims 4000] [--lines 6] [--seconds 10] [--on 2026-05-15] [--by-rule]`.

One core, one process, warm; professional claims of some lines through every edit by the books on the user's shelf. Three
figures: the check alone; JSON to report; JSON line to the answer's bytes. Claims are drawn anew, alike for one seed: two of three
as an office bills them (a visit, tests, services of one unit), one of three with codes, places, modifiers and units at random; each
with diagnoses of the day at random. `--by-rule` tells the microseconds of each edit. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from chartproof.check.report import report
from chartproof.codesets.shelf import Shelf, home
from chartproof.codesets.tabular import Tabular
from chartproof.formats.claim import claim_of, report_json
from chartproof.model.claim import Claim
from chartproof.model.report import Report
from chartproof.pipeline import Line, check_rules
from chartproof.terms.listed import codes

VISITS = ("99202", "99203", "99204", "99212", "99213", "99214", "99215", "99232", "99283", "G0463")
MODIFIERS = ("25", "59", "RT", "LT", "26", "76", "51", "50", "XS")
#: Of so many claims one is odd: codes, places, modifiers and units at random.
_ODD = 3
#: Claims of one round.
_ROUND = 250
NPIS = ("1234567893", "1245319599")
PLACES = ("11", "11", "11", "22", "21", "23", "12")


def redated(shelf: Shelf, day: date, folder: Path) -> tuple[Shelf, list[str]]:
    """A shelf where every system has a release of the day, and the names of those whose days were changed for it."""
    standing, changed = folder / "releases", []
    standing.mkdir()
    (folder / "indexes").symlink_to(shelf.indexes.resolve(), target_is_directory=True)
    for system in sorted({r.system for r in shelf.releases()}):
        ours = shelf.of(system)
        release = next((r for r in reversed(ours) if r.holds.covers(day)), None)
        manifest = json.loads(((release or ours[-1]).folder / "release.json").read_text("utf-8"))
        if release is None:
            release = ours[-1]
            manifest |= {"first": str(day.replace(day=1)), "last": None}
            changed.append(release.name)
        made = standing / release.name
        made.mkdir()
        (made / "tables").symlink_to((release.folder / "tables").resolve(), target_is_directory=True)
        (made / "release.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    return Shelf(folder), changed


def drawn(shelf: Shelf, day: date, many: int, lines: int, seed: int) -> Iterator[dict[str, Any]]:
    """Claims as CONTRACT's JSON."""
    chance = random.Random(seed)  # noqa: S311  no secret; the same claims each time
    rows = [row for row in shelf.read(shelf.on(day, "MPFS"), codes).every() if not row["modifier"]]
    paid = sorted({row["code"] for row in rows if row["status"] in {"A", "R", "X", "C"}})
    usual = sorted({row["code"] for row in rows if _is_usual(row)})
    every = sorted(each.code for each in shelf.read(shelf.on(day, "ICD-10-CM"), Tabular).every_code())
    for number in range(many):
        yield {
            "id": f"c{number}",
            "claim_kind": "professional",
            "payer": {"kind": chance.choice(("medicare", "medicare", "commercial"))},
            "from": str(day),
            "through": str(day),
            "patient": {
                "born": f"{chance.randrange(1935, 2005)}-04-02",
                "sex": chance.choice("FM"),
                "state": "TX",
                "zip": "75001",
            },
            "providers": [
                {"role": role, "npi": npi} for role, npi in zip(("rendering", "billing"), NPIS, strict=True)
            ],
            "diagnoses": [
                {"code": code} for code in chance.sample(every, min(len(every), chance.choice((2, 3, 4, 6))))
            ],
            "lines": [_line(chance, n, paid) for n in range(1, lines + 1)]
            if number % _ODD == 0
            else [_usual(chance, n, usual) for n in range(1, lines + 1)],
        }


def _is_usual(row: Mapping[str, str]) -> bool:
    """Whether an office does it: paid there, without days after it, and no part of another service."""
    return (row["status"], row["nonfacility_na"], row["global_days"]) == ("A", "", "XXX") and row["code"][
        0
    ] in "789"


def _usual(chance: random.Random, number: int, usual: list[str]) -> dict[str, Any]:
    """A line as an office bills it: a visit, then tests and services of one unit."""
    return {
        "number": number,
        "code": chance.choice(("99213", "99214")) if number == 1 else chance.choice(usual),
        "modifiers": ["25"] if number == 1 else [],
        "units": 1,
        "charge": "120.00",
        "place": "11",
        "pointers": [1, 2],
    }


def _line(chance: random.Random, number: int, paid: list[str]) -> dict[str, Any]:
    return {
        "number": number,
        "code": chance.choice(VISITS) if number == 1 else chance.choice(paid),
        "modifiers": [chance.choice(MODIFIERS)] if chance.random() < 0.3 else [],
        "units": chance.choice((1, 1, 1, 1, 2, 3)),
        "charge": "120.00",
        "place": chance.choice(PLACES),
        "pointers": [1, 2],
    }


def rate(of: Callable[[Any], object], subjects: list[Any], seconds: float) -> dict[str, int]:
    """How many a second of processor time, over rounds of some hundreds until the time is up; the first pass warms.

    The median round, and the best one: what else the machine does slows the others.
    """
    for each in subjects:
        of(each)
    gc.collect()
    gc.freeze()
    rounds: list[float] = []
    while sum(_ROUND / r for r in rounds) < seconds:
        at = len(rounds) * _ROUND % max(len(subjects) - _ROUND + 1, 1)
        part = subjects[at : at + _ROUND]
        begun = time.process_time()
        for each in part:
            of(each)
        rounds.append(len(part) / (time.process_time() - begun))
    return {"median": round(median(rounds)), "best": round(max(rounds))}


def by_rule(claims: list[Claim], line: Line) -> dict[str, float]:
    """Microseconds a claim by edit, each alone, the costliest first."""
    found: dict[str, float] = {}
    for rule in check_rules():
        begun = time.process_time()
        for claim in claims:
            report(claim, line.shelf.look(claim.days), (rule,))
        found[rule.id] = round((time.process_time() - begun) / len(claims) * 1e6, 1)
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def main() -> None:
    """Print the figures of one day."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=4_000)
    asked.add_argument("--lines", type=int, default=6)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--on", type=date.fromisoformat, default=date(2026, 5, 15))
    asked.add_argument("--by-rule", action="store_true")
    told = asked.parse_args()
    with TemporaryDirectory() as folder:
        print(json.dumps(measured(told, Path(folder))))


def measured(told: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The figures, on a shelf of the day below a folder."""
    shelf, changed = redated(Shelf(home()), told.on, folder)
    line = Line(shelf)
    raws = list(drawn(line.shelf, told.on, told.claims, told.lines, told.seed))
    claims = [claim_of(raw) for raw in raws]
    lines = [orjson.dumps(raw) for raw in raws]

    def answered(text: bytes) -> bytes:
        return orjson.dumps(report_json(line.check(claim_of(orjson.loads(text)))))

    reports: list[Report] = [line.check(claim) for claim in claims]
    counts = Counter(f.rule for made in reports for f in made.findings)
    answer = {
        "on": str(told.on),
        "redated": changed,
        "claims": told.claims,
        "lines": told.lines,
        "edits": len({rule.id for rule in check_rules()}),
        "checked_a_second": rate(line.check, claims, told.seconds),
        "read_and_checked_a_second": rate(lambda raw: line.check(claim_of(raw)), raws, told.seconds),
        "lines_answered_a_second": rate(answered, lines, told.seconds),
        "with_findings": round(mean(bool(made.findings) for made in reports), 3),
        "findings_a_claim": round(mean(len(made.findings) for made in reports), 2),
        "ran": round(mean(len(made.ran) for made in reports), 1),
        "skipped": sorted({skip.what for made in reports for skip in made.skipped}),
        "findings": dict(counts.most_common()),
    }
    if told.by_rule:
        answer["microseconds"] = by_rule(claims, line)
    return answer


if __name__ == "__main__":
    main()
