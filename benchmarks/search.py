"""Score the search: 500 phrases people type, 200 unseen ones, and 1,000 inclusion terms with one typo each.

    python benchmarks/search.py [--release NAME] [--on DAY] [--misses FILE.tsv] [--systems]

A phrase is found when an acceptable category is among the first five codes. An inclusion term's category is
that of the node its note stands at; where the same words stand at several nodes, any of theirs. Prints one
JSON object: shares in the first five and at the top by kind, milliseconds a query, and peak memory (MB).
The unseen phrases were written after the search was tuned, by someone who saw neither its words nor the 500:
they stand apart under `unseen`, and the search is not to be tuned on them.
`--systems` also puts the HCPCS and ICD-10-PCS phrases to the `search` command, whatever it answers.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from chartproof.codesets.shelf import Shelf, home
from chartproof.codesets.tabular import Tabular
from chartproof.pipeline import Line
from chartproof.terms.search import search
from chartproof.terms.terminology import Terminology

HERE = Path(__file__).resolve().parent
PHRASES = HERE / "search_phrases.tsv"
UNSEEN = HERE / "search_phrases_unseen.tsv"
SYSTEMS = HERE / "search_hcpcs_pcs.tsv"
#: How many codes of an answer are looked at.
LIMIT = 5
#: Inclusion terms sampled, and the seed both the sample and its typos come from.
SAMPLE, SEED = 1000, 20260401
#: Queries not timed: the first ones load what the search keeps.
WARMING = 20
LONG_WORD = re.compile(r"[A-Za-z]{5,}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase, as typed and as it was before any typo, and the beginnings of the codes that answer it."""

    kind: str
    typed: str
    written: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The codes found for a phrase, best first, and the milliseconds it took."""

    asked: Asked
    codes: tuple[str, ...]
    ms: float

    def within(self, first: int) -> bool:
        """Say whether a right code is among the first so many."""
        return any(code.startswith(self.asked.accepted) for code in self.codes[:first])


def phrases(path: Path) -> list[Asked]:
    """The phrases of a file: what is typed, its kind or system, and the beginnings of the right codes."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Asked(kind, text, text, tuple(right.split("|"))) for text, kind, right in rows[1:]]


def misspelt(text: str, chance: random.Random) -> str:
    """One letter of a word of five or more transposed with the next, dropped, doubled or replaced."""
    word = chance.choice(list(LONG_WORD.finditer(text)))
    at = chance.randrange(word.start(), word.end())
    letter, following = text[at], text[at + 1 : at + 2]
    how = chance.choice(("transpose", "drop", "double", "replace"))
    if how == "transpose" and at + 1 < word.end() and letter.lower() != following.lower():
        return text[:at] + following + letter + text[at + 2 :]
    if how == "drop":
        return text[:at] + text[at + 1 :]
    if how == "double":
        return text[:at] + letter + text[at:]
    other = chance.choice(LETTERS.replace(letter.lower(), ""))
    return text[:at] + other + text[at + 1 :]


def inclusions(tabular: Tabular, count: int = SAMPLE, seed: int = SEED) -> list[Asked]:
    """Inclusion terms of categories and codes, each with one typo; the same for the same release."""
    nodes: dict[str, set[str]] = defaultdict(set)
    for node, _kind, _block, _number, text in tabular.every_note(("inclusion",)):
        found = tabular.node(node)
        if found and found.kind in {"category", "subcategory"} and _is_whole(text):
            nodes[text].add(found.code[:3])
    chance = random.Random(seed)  # noqa: S311
    chosen = chance.sample(sorted(nodes), min(count, len(nodes)))
    return [Asked("inclusion", misspelt(t, chance), t, tuple(sorted(nodes[t]))) for t in chosen]


def _is_whole(text: str) -> bool:
    return LONG_WORD.search(text) is not None and not text.rstrip().endswith(":")


def answers(asked: Iterable[Asked], terminology: Terminology) -> list[Answered]:
    """Each phrase put to the search, and timed."""
    made = []
    for one in asked:
        begun = time.perf_counter()
        matches = search(one.typed, terminology, LIMIT)
        spent = (time.perf_counter() - begun) * 1000
        made.append(Answered(one, tuple(m.code for m in matches), spent))
    return made


def shares(answered: Sequence[Answered]) -> dict[str, float]:
    """How many phrases, and the shares whose right code is among the first five and at the top."""
    n = len(answered)
    return {
        "n": n,
        f"top{LIMIT}": round(sum(a.within(LIMIT) for a in answered) / n, 4),
        "top1": round(sum(a.within(1) for a in answered) / n, 4),
    }


def by_kind(answered: Sequence[Answered]) -> dict[str, dict[str, float]]:
    """The shares of each kind, in the order the kinds come."""
    kinds = dict.fromkeys(a.asked.kind for a in answered)
    return {kind: shares([a for a in answered if a.asked.kind == kind]) for kind in kinds}


def in_unseen(answered: Sequence[Answered]) -> tuple[dict[str, Any], list[Answered]]:
    """The shares of the unseen phrases by kind and together; and the answers, their kinds marked unseen."""
    made = {**by_kind(answered), "phrases": shares(answered)}
    return made, [replace(a, asked=replace(a.asked, kind=f"unseen {a.asked.kind}")) for a in answered]


def times(answered: Sequence[Answered]) -> dict[str, float]:
    """Milliseconds a query once warm."""
    spent = [a.ms for a in answered[WARMING:]]
    cuts = statistics.quantiles(spent, n=100, method="inclusive")
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "max": round(max(spent), 2)}


def asked_by_command(one: Asked, day: str | None) -> Answered | str:
    """A phrase put to the `search` command in its own system, or the line that says why it is refused."""
    command = [sys.executable, "-m", "chartproof", "search", one.typed, "--system", one.kind]
    command += ["--limit", str(LIMIT), "--format", "json", *(["--on", day] if day else [])]
    begun = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    spent = (time.perf_counter() - begun) * 1000
    if ran.returncode:
        return ran.stderr.strip().rpartition("\n")[2]
    return Answered(one, tuple(m["code"] for m in json.loads(ran.stdout)["matches"]), spent)


def in_systems(asked: Sequence[Asked], day: str | None) -> tuple[dict[str, Any], list[Answered]]:
    """The shares of the other systems; a system that refuses its first phrase is said to, and left."""
    made: dict[str, Any] = {}
    whole: list[Answered] = []
    for system in dict.fromkeys(one.kind for one in asked):
        ours: list[Answered] = []
        for one in (a for a in asked if a.kind == system):
            answered = asked_by_command(one, day)
            if isinstance(answered, str):
                made[system] = {"refused": answered}
                break
            ours.append(answered)
        else:
            made[system] = shares(ours)
            whole += ours
    return made, whole


def write_misses(path: Path, answered: Iterable[Answered]) -> None:
    """The phrases whose right code is not among the first five, with what was found instead."""
    rows = ["kind\ttyped\twritten\tright\tfound"]
    rows += [
        "\t".join(
            (a.asked.kind, a.asked.typed, a.asked.written, "|".join(a.asked.accepted), " ".join(a.codes))
        )
        for a in answered
        if not a.within(LIMIT)
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def options() -> argparse.Namespace:
    """What the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--release", help="the ICD-10-CM release searched")
    asked.add_argument("--on", metavar="DAY", help="search the books of this day, YYYY-MM-DD")
    asked.add_argument("--misses", type=Path, metavar="FILE", help="write what is not found, as TSV")
    asked.add_argument("--systems", action="store_true", help="also ask for HCPCS and ICD-10-PCS codes")
    return asked.parse_args()


def main() -> None:
    """Print the figures."""
    told = options()
    day = date.fromisoformat(told.on) if told.on else None
    terminology = Line(Shelf(home())).terminology(day, told.release)
    typed = answers(phrases(PHRASES), terminology)
    terms = answers(inclusions(terminology.books.tabular), terminology)
    unseen, unseen_answers = in_unseen(answers(phrases(UNSEEN), terminology))
    made: dict[str, Any] = {
        "release": terminology.books.name,
        **by_kind(typed),
        "phrases": shares(typed),
        **by_kind(terms),
        "whole": shares(typed + terms),
        "unseen": unseen,
        "ms": times(typed + terms),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    missed = typed + terms + unseen_answers
    if told.systems:
        made["systems"], others = in_systems(phrases(SYSTEMS), told.on)
        missed += others
    if told.misses:
        write_misses(told.misses, missed)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
