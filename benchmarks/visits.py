"""Score the levels of visits on vignettes of our own, set by auditors without sight of the engine: tests/charts/em/.

    python benchmarks/visits.py tests/charts/em/vignettes.yml [--misses]

A vignette is right when the code, the services beside it with their units, and the modifiers are those
set, nothing of `may` counted either way. Prints one JSON object: how many are right whole, by code
alone, and each element; how many elements shown carry no words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.model.visit import Level, word_of
from chartproof.pipeline import Line

RELEASE = "icd10cm-2026.2"


def vignettes(path: Path) -> list[dict[str, Any]]:
    """The vignettes of a file."""
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    for one in found:
        case = one["case"]
        for key in ("on", "ended"):
            case[key] = str(case[key]) if case.get(key) else None
        one["code"] = str(one["code"]) if one["code"] else None
        patient = case.get("patient") or {}
        patient["born"] = str(patient["born"]) if patient.get("born") else None
    return found


def told(one: dict[str, Any], line: Line) -> Level:
    """What the engine says of a vignette."""
    case = case_from_object({"id": one["id"], **one["case"]}, one["id"])
    return line.visit(case, RELEASE)[0]


def wrong(one: dict[str, Any], level: Level) -> list[str]:
    """What differs from what the auditors set; empty where all is right."""
    may = {str(m) for m in one.get("may") or ()}
    found = []
    if level.code != one["code"] and level.code not in may:
        found.append(f"code {level.code}, not {one['code']}")
    also = {s.code if s.units == 1 else f"{s.code} x{s.units}" for s in level.also}
    wanted = {str(a) for a in one.get("also") or ()}
    found += [f"{'+' if a in also else '-'}{a}" for a in sorted(also ^ wanted) if a.split()[0] not in may]
    modifiers, set_ = {s.code for s in level.modifiers}, {str(m) for m in one.get("modifiers") or ()}
    found += [
        f"{'+' if m in modifiers else '-'}modifier {m}" for m in sorted(modifiers ^ set_) if m not in may
    ]
    return found


def elements(one: dict[str, Any], level: Level) -> dict[str, tuple[str | None, str]]:
    """Each element the auditors set: what we say of it, and what they set."""
    ours = {w.element.value: word_of(w.extent, w.element) for w in level.elements}
    return {
        name: (ours.get(name, "minimal"), set_) for name, set_ in (one.get("elements") or {}).items() if set_
    }


def main() -> None:
    """Read the vignettes, level each, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="each vignette that is not right, on standard error"
    )
    asked = parser.parse_args()
    line = Line(Shelf(home()))
    made: dict[str, Any] = {}
    for path in asked.files:
        count: Counter[str] = Counter()
        for one in vignettes(path):
            level = told(one, line)
            faults = wrong(one, level)
            of = elements(one, level)
            count["vignettes"] += 1
            count["right"] += not faults
            count["right_code"] += level.code == one["code"]
            for name, (ours, set_) in of.items():
                count[f"{name}_set"] += 1
                count[f"{name}_right"] += ours == set_
            count["elements_without_words"] += sum(not w.evidence for w in level.elements)
            count["levels_without_proof"] += level.code is not None and not (
                level.proof and level.proof.words()
            )
            if faults and asked.misses:
                off = {name: f"{ours}, not {set_}" for name, (ours, set_) in of.items() if ours != set_}
                print(one["id"], faults, off, file=sys.stderr)
        made[path.stem] = dict(count)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
