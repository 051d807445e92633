"""Score chartproof on charts of our own, whose codes coders set without sight of it: tests/charts/.

    python benchmarks/golden.py tests/charts/golden [tests/charts/lines] [--index on|off] [--misses] [--not-yet FILE]

A folder holds whole charts (*.yml), or lines of an assessment as clinicians type them (*.tsv: setting,
born, sex, words, codes; `-` for no code, in brackets what may be coded). A chart is right when every code it
must have is given, with its POA where the chart tells it, one of its first codes stands first, none of the
codes it must never have is given, and nothing else is but what it may have or what is only said to be
reportable besides (`also`; counted as `besides`). Prints one JSON object. The tests' list of what does not come out right yet:
`CHARTPROOF_HOME=$(mktemp -d) golden.py tests/charts/golden tests/charts/lines --index off --not-yet tests/charts/not_yet.txt`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Needed
from chartproof.pipeline import Line

RELEASE = "icd10cm-2026.2"


@dataclass(frozen=True, slots=True)
class Marked:
    """One chart against its coding: what is missing, what is extra, what stands first, which POA is wrong."""

    id: str
    right: frozenset[str]
    missing: frozenset[str]
    extra: frozenset[str]
    never: frozenset[str]
    besides: frozenset[str]
    first: str | None
    leads: bool
    poa: tuple[str, ...]
    poa_told: int

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.missing and not self.extra and self.leads and not self.poa


def charts_in(folder: Path) -> Iterator[dict[str, Any]]:
    """Every chart of every file of a folder, all values strings."""
    for path in sorted(folder.glob("*.yml")):
        yield from yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  strings only
    for path in sorted(folder.glob("*.tsv")):
        for number, row in enumerate(path.read_text("utf-8").splitlines()[1:], 2):
            yield _of_a_line(f"{path.stem}:{number}", *row.split("\t"))


def _of_a_line(ident: str, setting: str, born: str, sex: str, words: str, codes: str) -> dict[str, Any]:
    """A line of an assessment, or of the diagnoses of a stay, as a chart."""
    stay = setting == "inpatient"
    heading = "DISCHARGE DIAGNOSES" if stay else "ASSESSMENT AND PLAN"
    case = {
        "on": born if stay and "2026-06-07" < born < "2026-06-15" else "2026-06-15",  # the stay of a birth
        **({"ended": "2026-06-18"} if stay else {}),
        "setting": setting,
        "patient": {"born": born, "sex": sex},
        "text": f"{heading}:\n1. {words}",
    }
    wanted = re.sub(r"\([^)]*\)|-", " ", codes).split()
    may = re.findall(r"[\w.]+", " ".join(re.findall(r"\([^)]*\)", codes)))
    return {"id": ident, "case": case, "first": wanted[:1], "codes": dict.fromkeys(wanted, ""), "may": may}


def marked(chart: dict[str, Any], line: Line) -> Marked:
    """Code one chart and compare."""
    coding, _ = line.code(case_from_object({"id": chart["id"], **chart["case"]}, chart["id"]), RELEASE)
    wanted = chart["codes"]
    given = {a.value: a.poa for a in coding.diagnoses}
    more = {code for code in given if code not in wanted and code not in chart.get("may", [])}
    never = {code for code in more if any(code.startswith(no) for no in chart.get("never", {}))}
    also = {a.value for a in coding.diagnoses if a.needed is Needed.ALSO}
    extra = never | (more - also)
    told = {code: poa for code, poa in wanted.items() if poa not in {"", "null"}}
    wrong = tuple(
        f"{code} {given[code]}, not {poa}"
        for code, poa in told.items()
        if code in given and given[code] != poa
    )
    first = coding.diagnoses[0].value if coding.diagnoses else None
    leads = first in firsts(chart) or not wanted
    right = frozenset(code for code in wanted if code in given)
    missing = frozenset(wanted) - right
    return Marked(
        chart["id"],
        right,
        missing,
        frozenset(extra),
        frozenset(never),
        frozenset(more - extra),
        first,
        leads,
        wrong,
        len(told),
    )


def firsts(chart: dict[str, Any]) -> list[str]:
    """The codes of which one must stand first."""
    return [chart["first"]] if isinstance(chart["first"], str) else chart["first"]


def figures(found: list[Marked]) -> dict[str, Any]:
    """The figures of a folder of charts."""
    tp, fn, fp = (
        sum(len(part) for part in parts)
        for parts in zip(*((m.right, m.missing, m.extra) for m in found), strict=True)
    )
    told = sum(m.poa_told for m in found)
    return {
        "charts": len(found),
        "right": sum(m.is_right for m in found),
        "right_codes": sum(not m.missing and not m.extra for m in found),
        "precision": round(tp / (tp + fp), 4),
        "recall": round(tp / (tp + fn), 4),
        "micro_f1": round(2 * tp / (2 * tp + fp + fn), 4),
        "first_right": sum(m.leads for m in found),
        "besides": sum(len(m.besides) for m in found),
        "never_given": sum(len(m.never) for m in found),
        "poa_right": f"{told - sum(len(m.poa) for m in found)} of {told}",
    }


def main() -> None:
    """Print the figures of each folder."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", type=Path, nargs="+")
    asked.add_argument("--index", choices=("on", "off"), default="on")
    asked.add_argument("--misses", action="store_true", help="each chart's misses on standard error")
    asked.add_argument(
        "--not-yet", type=Path, help="write the charts whose codes or first code are wrong, by name"
    )
    told = asked.parse_args()
    line = Line(Shelf(home()), index=told.index == "on")
    made = {}
    wrong: list[str] = []
    for folder in told.folders:
        found = [marked(chart, line) for chart in charts_in(folder)]
        made[folder.name] = figures(found)
        wrong += [m.id for m in found if m.missing or m.extra or not m.leads]
        for m in found if told.misses else ():
            if not m.is_right:
                lead = "" if m.leads else f" first {m.first}"
                missing, extra = " ".join(sorted(m.missing)), " ".join(sorted(m.extra))
                print(
                    f"{m.id}: missing {missing or '-'}; extra {extra or '-'};{lead} {' '.join(m.poa)}",
                    file=sys.stderr,
                )
    if told.not_yet:
        told.not_yet.write_text("".join(f"{ident}\n" for ident in sorted(wrong)), "utf-8")
    print(json.dumps(made))


if __name__ == "__main__":
    main()
