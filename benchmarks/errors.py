"""Why codes are missed or extra: `errors.py FILE.jsonl [--needed addressed] [--without VWXY] [--markdown]`.

Every missed code and every extra code of a set is put to one cause that can be told without judging it, in
the order below; F1 by chapter. Prints one JSON object, or the tables that docs/accuracy.md holds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from accuracy import figures

from chartproof.codesets.shelf import Shelf, home
from chartproof.codesets.tabular import Tabular
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment, Coding
from chartproof.model.reading import Standing
from chartproof.pipeline import Line

#: Where the chapters begin, by their first category.
CHAPTERS = (
    ("A00", "1 infections"), ("C00", "2 neoplasms"), ("D50", "3 blood"), ("E00", "4 endocrine"), ("F01", "5 mental"),
    ("G00", "6 nervous system"), ("H00", "7 eye"), ("H60", "8 ear"), ("I00", "9 circulatory"), ("J00", "10 respiratory"),
    ("K00", "11 digestive"), ("L00", "12 skin"), ("M00", "13 musculoskeletal"), ("N00", "14 genitourinary"),
    ("O00", "15 pregnancy"), ("P00", "16 perinatal"), ("Q00", "17 congenital"), ("R00", "18 symptoms"), ("S00", "19 injury"),
    ("U00", "22 special"), ("V00", "20 external causes"), ("Z00", "21 factors"),
)  # fmt: skip


def chapter_of(code: str) -> str:
    """The chapter of a code, by its category."""
    return [name for first, name in CHAPTERS if first <= code[:3].upper()][-1]


def plain(code: str) -> str:
    """A code without its dot."""
    return code.upper().replace(".", "")


def missed(
    code: str, coding: Coding, wanted: set[str], given: dict[str, Assignment], tabular: Tabular
) -> str:
    """The cause of one missed code."""
    if tabular.billable(f"{code[:3]}.{code[3:]}".rstrip(".")) is None:
        return "no longer a billable code"
    why = {plain(r.code.value): r.why.value for r in coding.rejected}
    if code in {plain(a.value) for a in coding.diagnoses}:
        return "given, but not as what the visit was about"
    if code in why:
        return f"considered, not given: {why[code]}"
    if any(g[:3] == code[:3] and g not in wanted for g in given):
        return "another code of its category given"
    if any(value[:3] == code[:3] for value in why):
        return "another code of its category considered and not given"
    return "no words of the note were read as it"


def extra(a: Assignment, wanted: set[str], given: dict[str, Assignment]) -> str:
    """The cause of one extra code."""
    value = plain(a.value)
    if any(g[:3] == value[:3] and g not in given for g in wanted):
        return "another code of its category wanted"
    if value[0] in "VWXYZ" or not a.mentions:
        return "status, history, long-term drug or cause that the set leaves out or lacks"
    heads = any(m.standing is Standing.PROBLEM for m in a.mentions)
    assessed = any(m.standing is Standing.ASSESSED for m in a.mentions)
    symptom = "symptom" if value[0] == "R" else "condition"
    return f"{symptom} that {'heads a problem' if heads else 'the assessment names' if assessed else 'is only told'}"


def causes(rows: list[dict[str, Any]], line: Line, told: argparse.Namespace) -> dict[str, Any]:
    """Counts of causes over a set, and F1 by chapter."""
    tabular = line.terminology(release="icd10cm-2026.2").tabular
    lost: Counter[str] = Counter()
    more: Counter[str] = Counter()
    chapters: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        coding, _ = line.code(case_from_object({"on": told.day, **row}))
        wanted = {plain(c) for c in row["gold"] if c[0].upper() not in told.without}
        given = {
            plain(a.value): a
            for a in coding.diagnoses
            if (told.needed is None or a.needed.value in told.needed) and a.value[0] not in told.without
        }
        lost.update(missed(code, coding, wanted, given, tabular) for code in wanted - given.keys())
        more.update(extra(given[code], wanted, given) for code in given.keys() - wanted)
        for code in wanted | given.keys():
            chapters[chapter_of(code)][
                0 if code in wanted and code in given else 1 if code in given else 2
            ] += 1
    ordered = sorted(chapters.items(), key=lambda item: int(item[0].split()[0]))
    return {
        "missed": dict(lost.most_common()),
        "extra": dict(more.most_common()),
        "chapters": {
            name: {"wanted": c[0] + c[2], "micro_f1": round(figures(*c)[2], 3)} for name, c in ordered
        },
    }


def markdown(name: str, found: dict[str, Any]) -> str:
    """The tables of one set."""
    lines = [f"### {name}", ""]
    for part in ("missed", "extra"):
        total = sum(found[part].values())
        lines += [f"| {part}: {total} | codes |", "|---|---|"]
        lines += [f"| {cause} | {count} |" for cause, count in found[part].items()] + [""]
    lines += ["| chapter | wanted | F1 |", "|---|---|---|"]
    lines += [f"| {n} | {c['wanted']} | {c['micro_f1']:.2f} |" for n, c in found["chapters"].items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the causes of one set."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--needed", nargs="*")
    asked.add_argument("--without", default="")
    asked.add_argument("--day", default="2026-06-15", help="day of service of cases that have none")
    asked.add_argument("--markdown", action="store_true")
    told = asked.parse_args()
    rows = [json.loads(text) for text in told.file.read_text("utf-8").splitlines() if text.strip()]
    found = causes(rows, Line(Shelf(home())), told)
    print(markdown(told.file.stem, found) if told.markdown else json.dumps({"file": told.file.name, **found}))


if __name__ == "__main__":
    main()
