"""Score the lines of services on charts set without sight of the engine: tests/charts/services/.

    python benchmarks/services.py tests/charts/services/FILE.yml [--misses] [--index]

A chart is right when every line (code, units, modifiers) is one that was set and every line that was set stands;
codes and modifiers of `may` count neither way, codes of `never` must not stand; a visit of the note carries the modifiers
of `visit`. Pointers are scored apart, by category, where
they were set. Prints one JSON object: charts wholly right, precision, recall and F1 of codes and of whole lines, and
visits given where the note holds none (`em: false`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment
from chartproof.pipeline import Line

RELEASE = "icd10cm-2026.2"
_DISTINCT = frozenset({"XE", "XP", "XS", "XU"})


def charts(path: Path) -> list[dict[str, Any]]:
    """The charts of a file: codes and modifiers as text."""
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    for one in found:
        case, patient = one["case"], one["case"].get("patient") or {}
        for where, key in ((case, "on"), (case, "ended"), (patient, "born")):
            where[key] = str(where[key]) if where.get(key) else None
        for sent in (line for claim in case.get("history") or () for line in claim.get("lines") or ()):
            sent["code"] = str(sent["code"])
        for line in one.get("lines") or ():
            line["code"] = str(line["code"])
            line["units"] = line.get("units") or 1
            line["modifiers"] = sorted(str(m) for m in line.get("modifiers") or ())
    return found


def told(one: dict[str, Any], line: Line) -> tuple[list[Assignment], list[Assignment]]:
    """The lines the engine gives for a chart, and its visits."""
    case = case_from_object({"id": one["id"], **one["case"]}, one["id"])
    every = line.code(case, RELEASE)[0].services
    lines = [a for a in every if a.proof.rule.startswith("services.")]
    return lines, [a for a in every if a not in lines]


def as_billed(code: str, units: float | Decimal, modifiers: list[str]) -> str:
    """A line as it is written: code, modifiers in order of the alphabet, units; XE, XP, XS and XU are kinds of 59."""
    return "-".join((code, *sorted("59" if m in _DISTINCT else m for m in modifiers))) + (
        f" x{units}" if units > 1 else ""
    )


def lines_of(one: dict[str, Any], given: list[Assignment]) -> tuple[Counter[str], Counter[str]]:
    """The lines given and the lines set, as they are written, without what `may` stand or not."""
    may = {str(m).split("-")[0] for m in one.get("may") or ()}
    ours = [(a.value, a.units, [m.code for m in a.modifiers]) for a in given]
    set_ = [(w["code"], w["units"], w["modifiers"]) for w in one.get("lines") or ()]

    def counted(lines: list[tuple[str, int, list[str]]]) -> Counter[str]:
        return Counter(
            as_billed(code, units, [m for m in modifiers if m not in may])
            for code, units, modifiers in lines
            if code not in may
        )

    return counted(ours), counted(set_)


def wrong(one: dict[str, Any], given: list[Assignment]) -> list[str]:
    """What differs from what was set; empty where all is right."""
    never = {str(n).split("-")[0] for n in one.get("never") or ()}
    ours, wanted = lines_of(one, given)
    found = [f"+{x}" for x in (ours - wanted).elements()] + [f"-{x}" for x in (wanted - ours).elements()]
    return found + [f"never {a.value}" for a in given if a.value in never]


def of_visits(one: dict[str, Any], visits: list[Assignment]) -> list[str]:
    """The modifiers of `visit` that no visit of the note carries."""
    carried = {m.code for a in visits for m in a.modifiers}
    return [f"-visit {m}" for m in map(str, one.get("visit") or ()) if m not in carried]


def count_of(one: dict[str, Any], given: list[Assignment], count: Counter[str]) -> None:
    """Add up codes, lines and pointers of a chart."""
    may = {str(m).split("-")[0] for m in one.get("may") or ()}
    set_ = [w for w in one.get("lines") or () if w["code"] not in may]
    ours = [a for a in given if a.value not in may]
    codes, our_codes = Counter(w["code"] for w in set_), Counter(a.value for a in ours)
    our_lines, lines = lines_of(one, given)
    count["set"] += len(set_)
    count["given"] += len(ours)
    count["codes_right"] += sum((codes & our_codes).values())
    count["lines_right"] += sum((lines & our_lines).values())
    count["never_given"] += sum(
        a.value in {str(n).split("-")[0] for n in one.get("never") or ()} for a in given
    )
    count["without_words"] += sum(not a.proof.words() for a in given)
    for w in set_:
        pointers = [str(p) for p in w.get("pointers") or ()]
        mine = next((a for a in ours if a.value == w["code"]), None)
        if pointers and mine:
            count["pointers_set"] += 1
            count["pointers_right"] += bool({p[:3] for p in pointers} & {p[:3] for p in mine.pointers})


def figures(count: Counter[str]) -> dict[str, Any]:
    """The counts with precision, recall and F1."""
    made: dict[str, Any] = dict(count)
    for name in ("codes", "lines"):
        right = count[f"{name}_right"]
        made[f"{name}_precision"] = round(right / count["given"], 4) if count["given"] else None
        made[f"{name}_recall"] = round(right / count["set"], 4) if count["set"] else None
        both = count["given"] + count["set"]
        made[f"{name}_f1"] = round(2 * right / both, 4) if both else None
    return made


def main() -> None:
    """Read the charts, code each, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="each chart that is not right, on standard error"
    )
    parser.add_argument("--index", action="store_true", help="code diagnoses by the Alphabetic Index too")
    asked = parser.parse_args()
    line = Line(Shelf(home()), index=asked.index)
    made: dict[str, Any] = {}
    for path in asked.files:
        count: Counter[str] = Counter()
        for one in charts(path):
            given, visits = told(one, line)
            faults = wrong(one, given) + of_visits(one, visits)
            count["visits_given_where_none_is"] += bool(visits and one.get("em") is False)
            count["charts"] += 1
            count["right"] += not faults
            count_of(one, given, count)
            if faults and asked.misses:
                print(one["id"], faults, file=sys.stderr)
        made[path.stem] = figures(count)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
