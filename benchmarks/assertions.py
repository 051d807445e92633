"""How well it is said whether a concept is there, when, and whose: `assertions.py FILE.jsonl`.

Lines as in assertions_dev.jsonl; prints one JSON object. With `--errors` the wrong ones too.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from chartproof.model.reading import Assertion, Presence, Subject, Time
from chartproof.model.record import Document
from chartproof.understand.assertion import cues_in, meant


def span_of(row: dict[str, str]) -> tuple[int, int]:
    """Find the concept: the sentences carry it in capitals; else its first occurrence, else all."""
    words = [re.escape(word) for word in row["concept"].split()]
    loose, text = r"\s+".join(words), row["text"]
    loud = r"\s+".join(re.escape(word) for word in row["concept"].upper().split())
    found = re.search(loud, text) or re.search(loose, text, re.IGNORECASE)
    return found.span() if found else (0, len(text))


def asserted(row: dict[str, str]) -> Assertion:
    """Read the text as one line and say how its concept is meant."""
    document = Document(row["id"], row["text"])
    cues = cues_in(document.text, 0, len(document.text))
    return meant(document, *span_of(row), cues)


def f1(gold: list[bool], said: list[bool]) -> float:
    """Harmonic mean of precision and recall of the positive class."""
    hits = sum(g and s for g, s in zip(gold, said, strict=True))
    return 2 * hits / (sum(gold) + sum(said)) if sum(gold) + sum(said) else 1.0


def scores(rows: list[dict[str, str]], said: list[Assertion]) -> dict[str, float]:
    """Presence accuracy, F1 of negated and of historical, subject accuracy."""
    negated = [row["presence"] == "Negated" for row in rows]
    absent = [a.presence is Presence.ABSENT for a in said]
    historical = [row["time"] == "Historical" for row in rows]
    past = [a.time is Time.PAST for a in said]
    patient = [row["subject"] == "Patient" for row in rows]
    own = [a.subject is Subject.PATIENT for a in said]
    return {
        "presence_accuracy": _share(negated, absent),
        "negated_f1": round(f1(negated, absent), 4),
        "historical_f1": round(f1(historical, past), 4),
        "subject_accuracy": _share(patient, own),
        "cases": len(rows),
    }


def _share(gold: list[bool], said: list[bool]) -> float:
    right = sum(g == s for g, s in zip(gold, said, strict=True))
    return round(right / len(gold), 4) if gold else 1.0


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines() if line.strip()]
    said = [asserted(row) for row in rows]
    print(json.dumps(scores(rows, said)))
    if "--errors" in sys.argv:
        _print_errors(rows, said)


def _print_errors(rows: list[dict[str, str]], said: list[Assertion]) -> None:
    for row, a in zip(rows, said, strict=True):
        gold = (
            row["presence"] == "Negated",
            row["time"] == "Historical",
            row["subject"] == "Patient",
        )
        got = (a.presence is Presence.ABSENT, a.time is Time.PAST, a.subject is Subject.PATIENT)
        wrong = [n for n, g, s in zip(("negated", "past", "own"), gold, got, strict=True) if g != s]
        if wrong:
            cues = [c.words for c in a.cues]
            print(wrong, f"gold {gold}", row["concept"], "||", " ".join(row["text"].split()), cues)


if __name__ == "__main__":
    main()
