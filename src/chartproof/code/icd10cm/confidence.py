"""How sure a code is: the probability that a coder would report it, from what its proof rests on.

A logistic model whose weights stand as plain data in confidence.tsv; benchmarks/fit_confidence.py fits
them and docs/confidence.md says on what. It weighs codes that are proven; it proves none and makes none.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from chartproof.code.icd10cm.features import NAMES, SAYS, Beside, beside, features
from chartproof.model.coding import Assignment, Coding

#: What is said of a code at most.
_MOST = 3
#: A difference of the logit smaller than this is not worth a word.
_SLIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted weights: of each feature its weight and its mean where it was fitted."""

    intercept: float
    threshold: float
    weights: dict[str, float]
    means: dict[str, float]

    def probability(self, found: dict[str, float]) -> float:
        """Between 0 and 1, both left out; three decimals."""
        logit = self.intercept + sum(self.weights[name] * value for name, value in found.items())
        return min(max(round(1 / (1 + math.exp(-logit)), 3), 0.001), 0.999)

    def because(self, found: dict[str, float], *, weak: bool = False) -> str:
        """What moves the probability most, what raises it first; `weak`: only what lowers it."""
        moved = []
        for name, weight in self.weights.items():
            more = found.get(name, 0.0) - self.means[name]
            says, moves = SAYS[name][more < 0], weight * more
            if says and abs(moves) > _SLIGHT and not (weak and moves > 0):
                moved.append((moves, says))
        most = sorted(moved, key=lambda m: -abs(m[0]))[:_MOST]
        raises = "; ".join(says for moves, says in most if moves > 0)
        lowers = "; ".join(says for moves, says in most if moves < 0)
        return f"{raises}; but {lowers}" if raises and lowers else raises or lowers


@lru_cache(maxsize=1)
def model() -> Model:
    """The model as it stands in the package."""
    text = files("chartproof.code.icd10cm").joinpath("confidence.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    alone = {name: float(weight) for name, weight, mean in rows if not mean}
    fitted = {name: (float(weight), float(mean)) for name, weight, mean in rows if mean}
    weights = {name: fitted[name][0] for name in NAMES}
    means = {name: fitted[name][1] for name in NAMES}
    return Model(alone["intercept"], alone["threshold"], weights, means)


def weighed(coding: Coding, weight: Callable[[str], float]) -> Coding:
    """The coding, each code of it that has no confidence yet given one and the reason for it."""
    if all(a.confidence is not None for a in coding.assignments):
        return coding
    around = beside(coding, weight)
    return replace(coding, assignments=tuple(_weighed(a, around) for a in coding.assignments))


def weakness(assignment: Assignment, coding: Coding, weight: Callable[[str], float]) -> str:
    """What speaks against a code of a coding."""
    found = features(assignment, beside(coding, weight))
    return model().because(found, weak=True) or "nothing speaks for it"


def _weighed(assignment: Assignment, around: Beside) -> Assignment:
    if assignment.confidence is not None:
        return assignment
    found = features(assignment, around)
    sure, why = model().probability(found), model().because(found)
    return replace(assignment, confidence=sure, confidence_because=why)
