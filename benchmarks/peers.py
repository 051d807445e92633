"""Compare chartproof with simple tools on the same cases: F1 of each, and what lies between them, paired.

    python benchmarks/peers.py ../shared/peers ../shared/bench --python PEERS_VENV/bin/python --index-csv CSV
    python benchmarks/peers.py ../shared/peers ../shared/bench --coded FOLDER

The peers (an exact phrase matcher, TF-IDF retrieval, medspaCy's matcher and ConText over the same terms, a
linear classifier fitted on CodiEsp train) run as programs of their own, with the interpreter that has what
they need; their settings are chosen on the set itself, which favors them, but for the classifier, which would be fitted on
it too: its settings come from a fifth of CodiEsp train. `--coded` takes their answers from
a run before. Prints one JSON object: for each set and peer F1, ours, the difference and its 95 % interval
by a paired bootstrap over the cases.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from accuracy import coded, figures

from chartproof.codesets.shelf import Shelf, home
from chartproof.pipeline import Line

#: The sets, what of our answers is compared, and which first letters are left out on both sides.
SETS: dict[str, tuple[list[str] | None, str]] = {
    "aci_dev": (["addressed"], "VWXY"),
    "codiesp_dev": (None, ""),
}
#: How each peer is run, besides where it reads and writes.
PEERS = {
    "phrase": ("phrase.py", "terms"),
    "retrieve": ("retrieve.py", "terms", "--scopes", "assessment", "problems"),
    "medspacy": ("medspacy_codes.py", "terms"),
    "classify": ("classify.py", "fitted"),
}
SAMPLES = 2000

Counts = list[tuple[int, int, int]]


def counts(gold: list[frozenset[str]], given: list[frozenset[str]]) -> Counts:
    """Right, extra and missed codes of each case."""
    return [(len(g & p), len(p - g), len(g - p)) for g, p in zip(gold, given, strict=True)]


def micro(found: Counts) -> float:
    """Micro-F1 of the counts of cases."""
    tp, fp, fn = (sum(column) for column in zip(*found, strict=True))
    return figures(tp, fp, fn)[2]


def between(ours: Counts, theirs: Counts) -> tuple[float, float]:
    """The 95 % interval of our F1 less theirs, cases drawn again in pairs."""
    draw = random.Random(1)  # noqa: S311  no secret; the same interval each time
    every = range(len(ours))
    found = []
    for _ in range(SAMPLES):
        chosen = draw.choices(every, k=len(ours))
        found.append(micro([ours[i] for i in chosen]) - micro([theirs[i] for i in chosen]))
    found.sort()
    return found[int(SAMPLES * 0.025)], found[int(SAMPLES * 0.975)]


def answers(path: Path, rows: list[dict[str, Any]]) -> list[frozenset[str]]:
    """The ICD-10-CM codes a peer gave for each case, undotted."""
    said = {r["id"]: r["codes"] for r in map(json.loads, path.read_text("utf-8").splitlines())}
    return [frozenset(c["code"].replace(".", "") for c in said[row["id"]]) for row in rows]


def run_peer(name: str, told: argparse.Namespace, cases: Path, out: Path) -> None:
    """Run one peer over one set."""
    script, kind, *more = PEERS[name]
    tabular = next(p for p in files("simple_icd_10_cm").joinpath("data").iterdir() if p.name.endswith(".xml"))
    source = ["--tabular", str(tabular), "--index", str(told.index_csv), "--tune", str(cases)]
    if kind == "fitted":
        source = _split(told.bench / "codiesp_train.jsonl", told.coded.resolve())
    words = [*source, *more, "--run", str(cases), str(out)]
    subprocess.run([told.python, script, *words], cwd=told.peers, check=True, stdout=sys.stderr)


def _split(train: Path, folder: Path) -> list[str]:
    """A fitted peer takes its settings from a fifth of the training part: it fits on what it is tuned on too."""
    rows = train.read_text("utf-8").splitlines()
    parts = {"--train": rows[: len(rows) * 4 // 5], "--tune": rows[len(rows) * 4 // 5 :]}
    words = []
    for option, part in parts.items():
        path = folder / f"split{option}.jsonl"
        path.write_text("\n".join(part) + "\n", "utf-8")
        words += [option, str(path)]
    return words


def compared(name: str, told: argparse.Namespace, line: Line) -> dict[str, Any]:
    """All peers on one set, beside ours."""
    needed, without = SETS[name]
    cases = told.bench.resolve() / f"{name}.jsonl"
    rows = [json.loads(text) for text in cases.read_text("utf-8").splitlines() if text.strip()]
    keep = lambda codes: frozenset(c for c in codes if c[0] not in without)  # noqa: E731
    gold = [keep(c.upper().replace(".", "") for c in row["gold"]) for row in rows]
    mine = [keep(given) for given in coded(rows, line, needed, "2026-06-15")]
    made: dict[str, Any] = {}
    for peer in PEERS:
        out = told.coded.resolve() / f"{peer}_{name}.jsonl"
        if not out.exists():
            run_peer(peer, told, cases, out)
        theirs = [keep(given) for given in answers(out, rows)]
        made[peer] = {}
        for level, cut in (("code", 9), ("category", 3)):
            short = [[frozenset(c[:cut] for c in codes) for codes in some] for some in (gold, mine, theirs)]
            ours, its = counts(short[0], short[1]), counts(short[0], short[2])
            low, high = between(ours, its)
            made[peer][level] = {
                "theirs": round(micro(its), 4),
                "ours": round(micro(ours), 4),
                "ahead_by": [round(low, 4), round(high, 4)],
            }
    return made


def main() -> None:
    """Print the comparison on each set."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("peers", type=Path, help="the folder of the peers' programs")
    asked.add_argument("bench", type=Path, help="the folder of the sets")
    asked.add_argument(
        "--python", default=sys.executable, help="the interpreter that has scikit-learn and medspaCy"
    )
    asked.add_argument("--index-csv", type=Path, help="the Alphabetic Index the peers may use")
    asked.add_argument(
        "--coded", type=Path, default=Path("peers_coded"), help="where the peers' answers are kept"
    )
    told = asked.parse_args()
    told.index_csv = told.index_csv.resolve() if told.index_csv else None
    told.coded.mkdir(exist_ok=True)
    line = Line(Shelf(home()))
    print(json.dumps({name: compared(name, told, line) for name in SETS}))


if __name__ == "__main__":
    main()
