"""What each part of the lexicon resolves in notes: `python benchmarks/lexicon.py FILE.jsonl [...]`.

For titles, inclusion terms, the index and each part of the lexicon: how many senses it has, how many
mentions it resolved and how many different phrases they were, and the share of the mentions meant of the
patient as present whose category the set's coders gave too. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.model.reading import Assertion, Mention
from chartproof.pipeline import Line
from chartproof.terms import lexicon

SURE = Assertion()


def mentions(paths: list[Path], line: Line, day: str) -> Iterator[tuple[Mention, frozenset[str]]]:
    """Every mention of every case, with the categories its coders gave."""
    for path in paths:
        for row in map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines())):
            coding, _ = line.code(case_from_object({"on": day, **row}))
            gold = frozenset(code[:3].upper() for code in row["gold"])
            yield from ((mention, gold) for mention in coding.reading.mentions)


def resolved(paths: list[Path], line: Line, day: str) -> dict[str, dict[str, Any]]:
    """The figures of each source, the lexicon's by part."""
    senses = Counter(sense.part for sense in lexicon.senses())
    found: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    right: Counter[str] = Counter()
    phrases: dict[str, set[str]] = defaultdict(set)
    for mention, gold in mentions(paths, line, day):
        term = mention.term
        source = f"lexicon: {term.table}" if term.source == "lexicon" else term.source
        found[source] += 1
        phrases[source].add(" ".join(e.words.lower() for e in mention.evidence))
        if mention.assertion == SURE:
            sure[source] += 1
            right[source] += mention.concept[:3] in gold
    return {
        source: {
            "senses": senses.get(source.removeprefix("lexicon: ")),
            "mentions": found[source],
            "phrases": len(phrases[source]),
            "category_in_gold": round(right[source] / sure[source], 3) if sure[source] else None,
        }
        for source in sorted({*found, *(f"lexicon: {part}" for part in senses)})
    }


def main() -> None:
    """Print what each part resolves."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--day", default="2026-06-15", help="day of service of cases that have none")
    told = asked.parse_args()
    print(json.dumps(resolved(told.files, Line(Shelf(home())), told.day)))


if __name__ == "__main__":
    main()
