"""Fit the weights that say how sure a code is, and choose the threshold below which a code is not given.

    python benchmarks/fit_confidence.py FOLDER/codiesp_train.jsonl [--write]

Lines hold {"id", "setting", "text", "gold"}. Prints one JSON object; `--write` puts the weights in the package. A
logistic regression with a ridge, by Newton's method from zero: no chance in it, the same file gives the same
weights. Fitted only on codes of conditions that mentions gave: what a rule gives, status (Z) and external causes
(V to Y) case reports leave out by habit. A code counts as right where the gold has it, has what it was called in
an earlier edition (the conversion table), or has it without the seventh character.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chartproof.code.icd10cm.features import NAMES, beside, features
from chartproof.code.icd10cm.methods import METHODS
from chartproof.codesets.diff.successors import Assigned, conversions
from chartproof.codesets.shelf import Shelf, home
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment
from chartproof.pipeline import Line

WEIGHTS = Path(__file__).resolve().parent.parent / "src/chartproof/code/icd10cm/confidence.tsv"
RELEASE = "icd10cm-2026.2"
DAY = "2026-06-15"
RIDGE = 3.0
FOLDS = 10
LOSS = 0.001
ABOUT = """\
# How sure a code is: the weights of a logistic model (confidence.py), fitted by benchmarks/fit_confidence.py.
# Fitted on the training part of CodiEsp: A. Miranda-Escalada, A. Gonzalez-Agirre, J. Armengol-Estape, M. Krallinger,
# "Overview of automatic clinical coding: annotations, guidelines, and solutions for non-English clinical cases at
# CodiEsp track of CLEF eHealth 2020"; clinical cases in machine-translated English with their ICD-10-CM codes.
# CodiEsp is licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); only these numbers are made from it.
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One code given on a case: its features as (number, value), whether it is right, whether it is fitted on."""

    found: tuple[tuple[int, float], ...]
    right: bool
    fitted: bool


@dataclass(frozen=True, slots=True)
class Case:
    """The codes given on one case, and how many its gold has."""

    codes: tuple[Weighed, ...]
    gold: int


def is_right(code: str, gold: frozenset[str], earlier: dict[str, list[Assigned]]) -> bool:
    """Whether the gold has a code, as it is now, as it was, or without its seventh character."""
    plain = code.replace(".", "")
    if plain in gold or (len(plain) == 7 and not gold.isdisjoint({plain[:6], plain[:6].rstrip("X")})):
        return True
    return any(
        first.replace(".", "") <= g <= last.replace(".", "")
        for first, last, _ in earlier.get(code, ())
        for g in gold
    )


def earlier_codes(shelf: Shelf) -> dict[str, list[Assigned]]:
    """What each code was called before, by the newest conversion table on the shelf."""
    found: dict[str, list[Assigned]] = {}
    for assigned in conversions(shelf.of("ICD-10-CM-conversion")[-1], "", None):
        found.setdefault(assigned[2], []).append(assigned)
    return found


def is_fitted(assignment: Assignment) -> bool:
    """Whether a code is of the kind the gold holds without fail: a condition that mentions gave."""
    return assignment.proof.rule in METHODS and assignment.value[0] not in "ZVWXY"


def cases_of(rows: Sequence[dict[str, Any]], line: Line) -> list[Case]:
    """Code every case without abstaining, and measure every code given."""
    earlier = earlier_codes(line.shelf)
    number = {name: i for i, name in enumerate(NAMES, 1)}
    found = []
    for row in rows:
        coding, terminology = line.code(case_from_object({"on": DAY, **row}), RELEASE)
        around = beside(coding, terminology.index.weight)
        gold = frozenset(g.upper().replace(".", "") for g in row["gold"])
        codes = []
        for a in coding.diagnoses:
            values = ((number[name], value) for name, value in features(a, around).items())
            codes.append(Weighed(((0, 1.0), *values), is_right(a.value, gold, earlier), is_fitted(a)))
        found.append(Case(tuple(codes), len(gold)))
    return found


def probability(weights: Sequence[float], found: Sequence[tuple[int, float]]) -> float:
    """The model's probability."""
    return 1 / (1 + math.exp(-sum(weights[i] * value for i, value in found)))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a system of linear equations, by elimination with pivots."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for row in rows[i + 1 :]:
            factor = row[i] / rows[i][i]
            if factor:
                for k in range(i, size + 1):
                    row[k] -= factor * rows[i][k]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows[i][size] - sum(rows[i][k] * out[k] for k in range(i + 1, size))) / rows[i][i]
    return out


def fit(codes: Sequence[Weighed]) -> list[float]:
    """The weights, the intercept first (which the ridge leaves alone)."""
    size = len(NAMES) + 1
    weights = [0.0] * size
    for _ in range(25):
        hessian = [[0.0] * size for _ in range(size)]
        gradient = [0.0] * size
        for code in codes:
            p = probability(weights, code.found)
            for i, value in code.found:
                gradient[i] += (p - code.right) * value
                for k, other in code.found:
                    hessian[i][k] += p * (1 - p) * value * other
        for i in range(1, size):
            gradient[i] += RIDGE * weights[i]
            hessian[i][i] += RIDGE
        for i in range(size):
            hessian[i][i] += 1e-9
        step = solved(hessian, gradient)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def crossed(cases: Sequence[Case]) -> list[list[float]]:
    """The probability of every code of every case, by weights fitted on the other folds."""
    out: list[list[float]] = [[] for _ in cases]
    for fold in range(FOLDS):
        train = [code for i, c in enumerate(cases) if i % FOLDS != fold for code in c.codes if code.fitted]
        weights = fit(train)
        for i in range(fold, len(cases), FOLDS):
            out[i] = [probability(weights, code.found) for code in cases[i].codes]
    return out


def f1_by_threshold(cases: Sequence[Case], sure: Sequence[Sequence[float]]) -> dict[float, float]:
    """Micro-F1 for every threshold, where codes that are not fitted on stay."""
    gold = sum(c.gold for c in cases)
    found = {}
    for hundredths in range(61):
        least = hundredths / 100
        kept = [
            code.right
            for c, ps in zip(cases, sure, strict=True)
            for code, p in zip(c.codes, ps, strict=True)
            if p >= least or not code.fitted
        ]
        found[least] = 2 * sum(kept) / (len(kept) + gold)
    return found


def highest_without_loss(by_threshold: dict[float, float]) -> float:
    """The highest threshold whose F1 is as good as the best, within LOSS.

    Around its best F1 hardly changes; a wrong code costs more than one that stands aside with its words.
    """
    best = max(by_threshold.values())
    return max(t for t, f1 in by_threshold.items() if f1 >= best - LOSS)


def text_of(weights: Sequence[float], means: Sequence[float], threshold: float) -> str:
    """The file of weights."""
    lines = ["feature\tweight\tmean", f"intercept\t{weights[0]:.4f}\t", f"threshold\t{threshold:.2f}\t"]
    lines += [f"{name}\t{w:.4f}\t{m:.4f}" for name, w, m in zip(NAMES, weights[1:], means, strict=True)]
    return ABOUT + "\n".join(lines) + "\n"


def fitted(rows: Sequence[dict[str, Any]], line: Line) -> tuple[str, dict[str, Any]]:
    """The file of weights fitted on cases, and how well they do on cases they were not fitted on."""
    cases = cases_of(rows, line)
    codes = [code for c in cases for code in c.codes if code.fitted]
    sure = crossed(cases)
    by_threshold = f1_by_threshold(cases, sure)
    threshold = highest_without_loss(by_threshold)
    means = [
        sum(dict(code.found).get(i, 0.0) for code in codes) / len(codes) for i in range(1, len(NAMES) + 1)
    ]
    pairs = [
        (p, code.right)
        for c, ps in zip(cases, sure, strict=True)
        for code, p in zip(c.codes, ps, strict=True)
        if code.fitted
    ]
    figures = {
        "cases": len(cases),
        "codes": len(codes),
        "right": round(sum(code.right for code in codes) / len(codes), 4),
        "threshold": threshold,
        "f1_without_abstaining": round(by_threshold[0.0], 4),
        "f1_at_threshold": round(by_threshold[threshold], 4),
        "log_loss": round(-sum(math.log(p if y else 1 - p) for p, y in pairs) / len(pairs), 4),
        "brier": round(sum((p - y) ** 2 for p, y in pairs) / len(pairs), 4),
        "log_loss_of_the_package": round(_loss(_packaged(), codes), 4),
    }
    return text_of(fit(codes), means, threshold), figures


def _packaged() -> list[float]:
    """The weights in the package, the intercept first."""
    rows = [row.split("\t") for row in WEIGHTS.read_text("utf-8").splitlines() if not row.startswith("#")]
    said = {name: float(weight) for name, weight, _ in rows[1:]}
    return [said["intercept"], *(said[name] for name in NAMES)]


def _loss(weights: Sequence[float], codes: Sequence[Weighed]) -> float:
    """The mean log loss of weights."""
    pairs = [(probability(weights, code.found), code.right) for code in codes]
    return -sum(math.log(p if y else 1 - p) for p, y in pairs) / len(pairs)


def main() -> None:
    """Fit, print the figures, and write the weights where that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--write", action="store_true")
    told = asked.parse_args()
    rows = [json.loads(text) for text in told.file.read_text("utf-8").splitlines() if text.strip()]
    text, figures = fitted(rows, Line(Shelf(home()), threshold=0.0))
    same = WEIGHTS.is_file() and WEIGHTS.read_text("utf-8") == text
    if told.write:
        WEIGHTS.write_text(text, "utf-8")
    print(json.dumps({"file": told.file.name, **figures, "same_as_in_the_package": same}))


if __name__ == "__main__":
    main()
