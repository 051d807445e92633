"""Score chartproof on a set of cases with known codes: micro and macro F1, whole code and category.

    python benchmarks/accuracy.py FILE.jsonl [--needed addressed] [--without VWXY] [--only VWXY]
        [--index on|off|both] [--threshold T]

Lines hold {"id", "setting", "text" or "documents", "gold": ["E11.9", ...]}. Prints one JSON object: the same
figures as the set's own scorer, the ceiling that codes no longer billable leave, and F1 by chapter letter;
`in_its_edition`: the same where each code given is called what it was called in the gold's own edition, by
CMS's conversion table where it is on the shelf.
External causes are never `addressed`: score them by `--only VWXY --needed addressed obliged`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fit_confidence import earlier_codes

from chartproof.codesets.diff.successors import Assigned
from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

Sets = tuple[frozenset[str], frozenset[str]]
Earlier = dict[str, list[Assigned]]


def figures(tp: int, fp: int, fn: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts."""
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def score(pairs: list[Sets]) -> dict[str, float]:
    """Micro and macro figures over pairs of (gold, given)."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, given in pairs:
        for code in gold | given:
            counts[code][0 if code in gold and code in given else 1 if code in given else 2] += 1
    totals = [sum(c[i] for c in counts.values()) for i in range(3)]
    p, r, f = figures(*totals)
    macro = sum(figures(*c)[2] for c in counts.values()) / len(counts) if counts else 0.0
    exact = sum(gold == given for gold, given in pairs) / len(pairs) if pairs else 0.0
    rounded = {"precision": p, "recall": r, "micro_f1": f, "macro_f1": macro, "exact_set": exact}
    return {name: round(value, 4) for name, value in rounded.items()} | {"cases": len(pairs)}


def by_letter(pairs: list[Sets]) -> dict[str, dict[str, float]]:
    """F1 by the first letter of the code, a stand-in for its chapter."""
    letters = sorted({code[0] for gold, given in pairs for code in gold | given})
    made = {}
    for letter in letters:
        ours = [
            (frozenset(c for c in g if c[0] == letter), frozenset(c for c in p if c[0] == letter))
            for g, p in pairs
        ]
        wanted = sum(len(g) for g, _ in ours)
        made[letter] = {"micro_f1": score(ours)["micro_f1"], "gold": wanted}
    return made


def counts(code: str, told: argparse.Namespace) -> bool:
    """Whether a code is scored, by its first letter."""
    letter = code[:1].upper()
    return letter not in told.without and (not told.only or letter in told.only)


def coded(
    rows: Iterable[dict[str, Any]], line: Line, needed: list[str] | None, day: str
) -> Iterator[frozenset[str]]:
    """The codes given for each case, undotted; a case without a day is coded on `day`."""
    for row in rows:
        coding, _ = line.code(case_from_object({"on": day, **row}))
        yield frozenset(
            a.value.replace(".", "") for a in coding.diagnoses if needed is None or a.needed.value in needed
        )


def as_it_was(given: frozenset[str], gold: frozenset[str], earlier: Earlier) -> frozenset[str]:
    """The codes given, each called what the gold calls it where an earlier edition called it so."""
    made = set()
    for code in given:
        spans = () if code in gold else earlier.get(f"{code[:3]}.{code[3:]}".rstrip("."), ())
        was = [g for g in sorted(gold) for first, last, _ in spans if _plain(first) <= g <= _plain(last)]
        made.add(was[0] if was else code)
    return frozenset(made)


def _plain(code: str) -> str:
    return code.replace(".", "")


def categories(pairs: list[Sets]) -> list[Sets]:
    """The categories of codes."""
    return [(frozenset(c[:3] for c in g), frozenset(c[:3] for c in p)) for g, p in pairs]


def measured(rows: list[dict[str, Any]], line: Line, told: argparse.Namespace) -> dict[str, Any]:
    """All figures of one set, coded by one line."""
    tabular = line.terminology(release="icd10cm-2026.2").tabular
    pairs: list[Sets] = []
    wanted = billable = 0
    for row, given in zip(rows, coded(rows, line, told.needed, told.day), strict=True):
        gold = [c for c in row["gold"] if counts(c, told)]
        wanted += len(gold)
        billable += sum(tabular.billable(c.upper()) is not None for c in gold)
        plain = frozenset(c.upper().replace(".", "") for c in gold)
        pairs.append((plain, frozenset(c for c in given if counts(c, told))))
    earlier = earlier_codes(line.shelf) if line.shelf.of("ICD-10-CM-conversion") else None
    was = [(gold, as_it_was(given, gold, earlier)) for gold, given in pairs] if earlier else []
    return {
        "code": score(pairs),
        "category": score(categories(pairs)),
        "in_its_edition": {"code": score(was), "category": score(categories(was))} if was else None,
        "gold_still_billable": round(billable / wanted, 4) if wanted else None,
        "by_letter": by_letter(pairs),
    }


def main() -> None:
    """Print the figures of one set."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--needed", nargs="*")
    asked.add_argument(
        "--without", default="", help="leave codes beginning with these letters out on both sides"
    )
    asked.add_argument("--only", default="", help="count only codes beginning with these letters")
    asked.add_argument("--day", default="2026-06-15", help="day of service of cases that have none")
    asked.add_argument(
        "--index",
        choices=("on", "off", "both"),
        default="on",
        help="with the Alphabetic Index where it is on the shelf, without, or each in turn",
    )
    asked.add_argument("--threshold", type=float, help="how sure a code must be to be given")
    told = asked.parse_args()
    rows = [json.loads(text) for text in told.file.read_text("utf-8").splitlines() if text.strip()]
    ways = ("on", "off") if told.index == "both" else (told.index,)
    made = {way: measured(rows, Line(Shelf(home()), way == "on", told.threshold), told) for way in ways}
    found = {f"index_{way}": made[way] for way in ways} if told.index == "both" else made[told.index]
    print(json.dumps({"file": told.file.name, **found}))


if __name__ == "__main__":
    main()
