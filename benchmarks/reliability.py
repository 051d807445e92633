"""How well the confidence of codes holds on cases with known codes: of those it calls 80 % sure, are 80 % right?

    python benchmarks/reliability.py FILE.jsonl [--needed addressed] [--without VWXYZ] [--plot OUT.svg]

Lines hold {"id", "setting", "text" or "documents", "gold"}. Nothing is abstained from. Prints one JSON object: tenths
of confidence with how many codes, their mean confidence and the share that is right; ECE and Brier score; then, by
threshold, how many of the codes stay, how many of those are right, and micro-F1. A code is right as
benchmarks/fit_confidence.py counts it. `--plot` draws both as one SVG.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fit_confidence import DAY, RELEASE, earlier_codes, is_right

from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

Judged = tuple[float, bool]
TENTHS = 10
#: Thresholds of the second table, in hundredths.
STEPS = range(0, 100, 5)


def judged(
    rows: Iterable[dict[str, Any]], line: Line, needed: list[str] | None, without: str
) -> tuple[list[Judged], int]:
    """Each code given, how sure and whether right; and how many codes the gold has."""
    earlier, found, wanted = earlier_codes(line.shelf), [], 0
    for row in rows:
        coding, _ = line.code(case_from_object({"on": DAY, **row}), RELEASE)
        gold = frozenset(g.upper().replace(".", "") for g in row["gold"] if g[:1].upper() not in without)
        wanted += len(gold)
        for a in coding.diagnoses:
            if a.value[0] in without or (needed and a.needed.value not in needed) or a.confidence is None:
                continue
            found.append((a.confidence, is_right(a.value, gold, earlier)))
    return found, wanted


def bins(codes: Sequence[Judged]) -> list[dict[str, float]]:
    """Tenths of confidence: how many codes, their mean confidence, the share right; empty ones left out."""
    made = []
    for tenth in range(TENTHS):
        inside = [(p, y) for p, y in codes if min(int(p * TENTHS), TENTHS - 1) == tenth]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            made.append(
                {
                    "from": tenth / TENTHS,
                    "codes": len(inside),
                    "confidence": round(mean, 4),
                    "right": round(share, 4),
                }
            )
    return made


def by_threshold(codes: Sequence[Judged], wanted: int) -> list[dict[str, float]]:
    """What stays above each threshold: the share of the codes, the share right of it, micro-F1."""
    made = []
    for hundredths in STEPS:
        kept = [y for p, y in codes if p >= hundredths / 100]
        made.append(
            {
                "threshold": hundredths / 100,
                "coverage": round(len(kept) / len(codes), 4) if codes else 0.0,
                "precision": round(sum(kept) / len(kept), 4) if kept else 0.0,
                "micro_f1": round(2 * sum(kept) / (len(kept) + wanted), 4) if kept else 0.0,
            }
        )
    return made


def figures(codes: Sequence[Judged], wanted: int) -> dict[str, Any]:
    """All figures of codes judged against a gold of so many."""
    count = len(codes) or 1
    tenths = bins(codes)
    off = sum(b["codes"] * abs(b["confidence"] - b["right"]) for b in tenths)
    return {
        "codes": len(codes),
        "confidence": round(sum(p for p, _ in codes) / count, 4),
        "right": round(sum(y for _, y in codes) / count, 4),
        "ece": round(off / count, 4),
        "brier": round(sum((p - y) ** 2 for p, y in codes) / count, 4),
        "bins": tenths,
        "by_threshold": by_threshold(codes, wanted),
    }


#: The plot: its size, and the square that a chart fills.
WIDTH, HEIGHT, SIDE, TOP, LEFT, SECOND = 720, 380, 270, 60, 60, 420


def _at(left: int, x: float, y: float) -> tuple[float, float]:
    return round(left + x * SIDE, 1), round(TOP + (1 - y) * SIDE, 1)


def _axes(left: int, across: str, up: str) -> list[str]:
    (x0, y0), (x1, y1) = _at(left, 0, 0), _at(left, 1, 1)
    made = [f'<rect x="{x0}" y="{y1}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>']
    for tick in range(0, 11, 2):
        x, y = _at(left, tick / 10, tick / 10)
        made.append(f'<text x="{x}" y="{y0 + 16}" text-anchor="middle">{tick / 10:g}</text>')
        made.append(f'<text x="{x0 - 6}" y="{y + 4}" text-anchor="end">{tick / 10:g}</text>')
    made.append(f'<text x="{(x0 + x1) / 2}" y="{y0 + 36}" text-anchor="middle">{across}</text>')
    made.append(f'<text x="{x0}" y="{y1 - 8}">{up}</text>')
    return made


def plot(found: dict[str, Any], name: str) -> str:
    """An SVG: how sure against how often right, and what stays against how much of it is right."""
    head = f"{name}: {found['codes']} codes, ECE {found['ece']:.3f}, Brier {found['brier']:.3f}"
    made = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
            'font-size="12" fill="#333">'
        ),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="14">{head}</text>',
        *_axes(LEFT, "confidence", "share right"),
        *_axes(SECOND, "share of the codes that stays", "share right of it"),
    ]
    (x0, y0), (x1, y1) = _at(LEFT, 0, 0), _at(LEFT, 1, 1)
    made.append(f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#bbb" stroke-dasharray="4"/>')
    most = max((b["codes"] for b in found["bins"]), default=1)
    for b in found["bins"]:
        x, y = _at(LEFT, b["confidence"], b["right"])
        size = round(3 + 9 * (b["codes"] / most) ** 0.5, 1)
        made.append(f'<circle cx="{x}" cy="{y}" r="{size}" fill="#2a6fb0" fill-opacity="0.7"/>')
    points = [_at(SECOND, t["coverage"], t["precision"]) for t in found["by_threshold"] if t["coverage"]]
    line = " ".join(f"{x},{y}" for x, y in points)
    made.append(f'<polyline points="{line}" fill="none" stroke="#2a6fb0" stroke-width="2"/>')
    return "\n".join([*made, "</svg>", ""])


def main() -> None:
    """Print the figures of one set, and draw them where that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--needed", nargs="*")
    asked.add_argument("--without", default="", help="leave codes beginning with these letters out")
    asked.add_argument("--plot", type=Path, metavar="OUT.svg")
    told = asked.parse_args()
    rows = [json.loads(text) for text in told.file.read_text("utf-8").splitlines() if text.strip()]
    codes, wanted = judged(rows, Line(Shelf(home()), threshold=0.0), told.needed, told.without)
    found = figures(codes, wanted)
    if told.plot:
        told.plot.write_text(plot(found, told.file.stem), "utf-8")
    print(json.dumps({"file": told.file.name, **found}))


if __name__ == "__main__":
    main()
