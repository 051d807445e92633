"""Measure ICD-10-PCS coding: operative statements whole code by whole code, and a public set by four characters.

    python benchmarks/pcs_codes.py [seen|FILE.yml] [--missed] [--wordy]
    python benchmarks/pcs_codes.py codiesp FILE.jsonl

A statement is right when every code expected is given and no other, those it may have aside; one that
asks is right when no code is given and a question is. Needs ICD-10-PCS on the shelf. Prints one JSON object.
The public set's procedures are scored on the first four characters, for half its codes have no more; a
question counts by what is settled of its code.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chartproof.code.icd10pcs.propose import Proposer
from chartproof.codesets.pcs_books import open_pcs
from chartproof.codesets.shelf import Shelf, home
from chartproof.model.coding import Assignment, Coding
from chartproof.model.record import ClaimKind, Document, Encounter, Setting
from chartproof.pipeline import Line
from chartproof.read import read_document

CHARTS = Path(__file__).resolve().parent.parent / "tests/charts/pcs"


def coded(line: Line, case: dict[str, Any]) -> Coding:
    """A statement as one operative note of a stay."""
    day = case["on"] if isinstance(case["on"], date) else date.fromisoformat(case["on"])
    note = Document("note", case["text"], kind="operative note")
    stay = Encounter("c1", (note,), Setting.INPATIENT, ClaimKind.FACILITY, day, day)
    return line.code(stay)[0]


def procedures(coding: Coding) -> list[Assignment]:
    return [a for a in coding.assignments if a.code.system == "ICD-10-PCS"]


def is_whole(assignment: Assignment) -> bool:
    """Whether each of the seven characters has words: three in the table's step, one in each step after it."""
    steps = [g for g in assignment.proof.grounds if hasattr(g, "words")]
    inner = assignment.proof.grounds[0]
    if hasattr(inner, "rule") and inner.rule == "icd10pcs.code":
        steps = list(inner.grounds)
    return len(steps) == 5 and all(step.words() for step in steps)


def statements(path: Path, *, missed: bool) -> dict[str, Any]:
    cases = yaml.safe_load(path.read_text("utf-8"))
    line = Line(Shelf(home()))
    pcs = {}
    right = wrong_principal = 0
    asked = asked_right = tp = fp = fn = valid = whole = given_all = 0
    took: list[float] = []
    for case in cases:
        begun = time.perf_counter()
        coding = coded(line, case)
        took.append(1000 * (time.perf_counter() - begun))
        found = procedures(coding)
        given, may = {a.value for a in found}, set(case["may"] or ())
        expected = set(case["codes"])
        for a in found:
            books = pcs.setdefault(case["on"], open_pcs(line.shelf, case["on"]))
            given_all += 1
            valid += books.pcs.is_valid(a.value)
            whole += is_whole(a)
        tp, fp, fn = tp + len(given & expected), fp + len(given - expected - may), fn + len(expected - given)
        asks = any(q.rule.startswith("icd10pcs") for q in coding.queries)
        good = expected <= given and not given - expected - may and (asks or not case["asks"])
        right += good
        if case["asks"]:
            asked, asked_right = asked + 1, asked_right + good
        principal = next((a.value for a in found if a.role.value == "principal procedure"), None)
        wrong_principal += bool(case["principal"]) and principal != case["principal"]
        if missed and not good:
            asking = [f"{q.about}" for q in coding.queries if q.rule.startswith("icd10pcs")]
            print(
                case["id"],
                "| wants",
                *sorted(expected - given),
                "| extra",
                *sorted(given - expected - may),
                "| asks",
                asking,
                file=sys.stderr,
            )
    return {
        "statements": len(cases),
        "whole_code_right": round(right / len(cases), 3),
        "precision": round(tp / (tp + fp), 3),
        "recall": round(tp / (tp + fn), 3),
        "valid": round(valid / given_all, 3),
        "evidence_for_all_seven": round(whole / given_all, 3),
        "missing_axis_right": f"{asked_right}/{asked}",
        "principal_wrong": wrong_principal,
        "p50_ms": round(statistics.median(took), 1),
    }


def public(path: Path, *, missed: bool) -> dict[str, Any]:
    books = open_pcs(Shelf(home()), date(2026, 6, 15))
    proposer = Proposer(books)
    tp = fp = fn = 0
    took: list[float] = []
    for row in path.read_text("utf-8").splitlines():
        case = json.loads(row)
        begun = time.perf_counter()
        page = read_document(Document(case["id"], case["text"]))
        codes, _, done = proposer.propose((page,))
        took.append(1000 * (time.perf_counter() - begun))
        given = {a.value[:4] for a in codes} | {d.settled[:4] for d in done if len(d.settled) > 3}
        gold = {c.replace(".", "").upper()[:4] for c in case["gold_pcs"]}
        tp, fp, fn = tp + len(given & gold), fp + len(given - gold), fn + len(gold - given)
        if missed:
            print(
                case["id"],
                "| misses",
                *sorted(gold - given),
                "| extra",
                *sorted(given - gold),
                file=sys.stderr,
            )
    p, r = tp / (tp + fp), tp / (tp + fn)
    return {
        "precision": round(p, 4),
        "recall": round(r, 4),
        "micro_f1_of_four": round(2 * p * r / (p + r), 4),
        "p50_ms": round(statistics.median(took), 1),
    }


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("what", nargs="?", default="seen")
    told.add_argument("file", nargs="?", type=Path)
    told.add_argument("--missed", action="store_true", help="say on standard error what was missed")
    asked = told.parse_args()
    if asked.what == "codiesp":
        made = public(asked.file, missed=asked.missed)
    else:
        path = Path(asked.what) if asked.what.endswith(".yml") else CHARTS / f"{asked.what}.yml"
        made = statements(path, missed=asked.missed)
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
