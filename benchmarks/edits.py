"""NCCI pairs and units of random claims, by the edits and by a brute-force reading of the source files: are they equal?

    python benchmarks/edits.py [--source ../shared/data/ncci] [--claims 100000] [--lines 6] [--seed 1]

The brute force reads the publisher's files into plain dictionaries and shares no code with the edits: for each two
lines of a day it looks for the pair in both orders; for each code it sums units by line (MAI 1) or day (MAI 2, 3).
Half of a claim's lines are drawn so that pairs meet. What is compared: which line is denied beside which code, by
which indicator; which code and day, or which line, has too many units, by which MAI. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import chartproof.check.mue.rules
import chartproof.check.ncci.rules
from chartproof.check.report import report
from chartproof.codesets.shelf import Shelf, home
from chartproof.model.claim import Claim, Provider, ServiceLine
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.report import Report
from chartproof.rules.core import discover

FIRST, LAST = date(2024, 7, 1), date(2024, 9, 30)
SETS = {"practitioner": "practitioner", "outpatient": "outpatient_hospital"}
#: NCCI Policy Manual, chapter I, E, typed anew.
BYPASS = set(
    "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI "
    "24 25 57 58 78 79 27 59 91 XE XS XP XU".split()
)
MODIFIERS = ("59", "25", "RT", "LT", "XS", "76", "22", "26", "91", "F1", "80")
PAIR_RULES = {"ncci.pair_never_paid_together": "0", "ncci.pair_needs_modifier": "1"}
UNIT_RULES = {"mue.units_of_line": "1", "mue.units_of_day_by_policy": "2", "mue.units_of_day_clinical": "3"}
#: What is denied: a pair (line of column 2, code of column 1, indicator), or units (code and day or line, MAI).
Found = set[tuple[str, ...]]


class Source:
    """The publisher's files of one set, as they stand."""

    def __init__(self, folder: Path, which: str) -> None:
        self.pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        with gzip.open(folder / f"ncci_ptp_{which}_2024Q3.csv.gz", "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                said = (row["deletion_date"], row["modifier_indicator"])
                self.pairs[row["column1"], row["column2"]].append(said)
        with (folder / f"mue_{which}_2024Q3.csv").open(encoding="utf-8") as lines:
            self.limits = {
                row["hcpcs_code"]: (int(row["mue_units"]), row["mue_mai"]) for row in csv.DictReader(lines)
            }
        self.drawn = sorted(self.pairs)

    def pairs_denied(self, claim: Claim) -> Found:
        """Every line of column 2 that is denied, with the code of column 1 and the indicator."""
        found: Found = set()
        for one in claim.lines:
            for two in claim.lines:
                if one.code == two.code or one.served != two.served:
                    continue
                for deleted, indicator in self.pairs.get((one.code or "", two.code or ""), ()):
                    if deleted and deleted < str(one.served):
                        continue
                    apart = indicator == "1" and BYPASS & {*one.modifiers, *two.modifiers}
                    if indicator in {"0", "1"} and not apart:
                        found.add((two.at, one.code or "", indicator))
        return found

    def units_denied(self, claim: Claim) -> Found:
        """Every line, or code and day, that has more units than its limit."""
        found: Found = set()
        sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for line in claim.lines:
            most, mai = self.limits.get(line.code or "", (0, ""))
            if mai == "1" and line.units and line.units > most:
                found.add((line.at, mai))
            elif mai in {"2", "3"} and line.units:
                sums[line.code or "", str(line.served)] += line.units
        for (code, day), units in sums.items():
            most, mai = self.limits[code]
            if units > most:
                found.add((code, day, mai))
        return found


def claim_by(chance: random.Random, source: Source, which: str, many: int, name: str) -> Claim:
    """A claim of some lines over one to three days; half of them drawn as pairs, some codes twice."""
    codes: list[str] = []
    while len(codes) < many:
        codes += chance.choice(source.drawn) if chance.random() < 0.5 else [chance.choice(source.drawn)[0]]
        if chance.random() < 0.15:
            codes.append(chance.choice(codes))
    begun = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days - 2))
    days = [begun + timedelta(days=n) for n in range(chance.choice((1, 1, 2, 3)))]
    lines = tuple(
        ServiceLine(
            f"line.{n}",
            n,
            code=code,
            served=chance.choice(days),
            modifiers=tuple(chance.sample(MODIFIERS, chance.choice((0, 0, 0, 1, 1, 2)))),
            units=Decimal(chance.choice((1, 1, 1, 2, 3, 8))),
            place="11" if which == "practitioner" else None,
            revenue=None if which == "practitioner" else "0360",
        )
        for n, code in enumerate(codes[:many], 1)
    )
    facility = which == "outpatient"
    return Claim(
        name,
        ClaimKind.FACILITY if facility else ClaimKind.PROFESSIONAL,
        "0131" if facility else None,
        Payer.MEDICARE,
        first=days[0],
        through=days[-1],
        providers=(Provider("provider.1", "rendering", "1234567893"),),
        lines=lines,
    )


def found_by(made: Report, claim: Claim) -> tuple[Found, Found]:
    """What the edits denied, in the words of the brute force."""
    lines = {line.at: line for line in claim.lines}
    pairs: Found = set()
    units: Found = set()
    for finding in made.findings:
        if finding.rule in PAIR_RULES:
            pairs.add((finding.at, finding.rows[0].key.split()[0], PAIR_RULES[finding.rule]))
        elif finding.rule in UNIT_RULES:
            line, mai = lines[finding.at.removesuffix(".units")], UNIT_RULES[finding.rule]
            units.add((line.at, mai) if mai == "1" else (line.code or "", str(line.served), mai))
    return pairs, units


def compared(folder: Path, shelf: Shelf, told: argparse.Namespace, which: str) -> dict[str, Any]:
    """The figures of one set."""
    source = Source(folder, SETS[which])
    chance = random.Random(told.seed)  # noqa: S311  no secret; the same claims each time
    rules = (*discover(chartproof.check.ncci.rules), *discover(chartproof.check.mue.rules))
    counts: dict[str, int] = defaultdict(int)
    different: list[dict[str, Any]] = []
    ours = theirs = 0.0
    for number in range(told.claims // len(SETS)):
        claim = claim_by(chance, source, which, told.lines, f"{which}-{number}")
        begun = time.perf_counter()
        made = report(claim, shelf.look(claim.days), rules)
        between = time.perf_counter()
        pairs, units = source.pairs_denied(claim), source.units_denied(claim)
        theirs += time.perf_counter() - between
        ours += between - begun
        counts["pairs"] += len(pairs)
        counts["units"] += len(units)
        counts["with_findings"] += bool(pairs or units)
        got = found_by(made, claim)
        if got != (pairs, units):
            different.append({"claim": claim.id, "edits": _shown(got), "source": _shown((pairs, units))})
    return {
        "claims": told.claims // len(SETS),
        "rows": sum(map(len, source.pairs.values())),
        "limits": len(source.limits),
        **counts,
        "different": len(different),
        "examples": different[:5],
        "seconds": {"edits": round(ours, 1), "source": round(theirs, 1)},
    }


def _shown(found: Iterable[Found]) -> list[list[str]]:
    return [[" ".join(each) for each in sorted(part)] for part in found]


def main() -> None:
    """Print the figures of both sets."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(__file__).resolve().parent.parent.parent / "shared/data/ncci"
    asked.add_argument("--source", type=Path, default=shared)
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--lines", type=int, default=6)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    shelf = Shelf(home())
    found = {which: compared(told.source, shelf, told, which) for which in SETS}
    equal = not any(part["different"] for part in found.values())
    print(json.dumps({"claims": told.claims, "equal": equal, **found}))


if __name__ == "__main__":
    main()
