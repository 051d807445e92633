"""Abstain rather than guess: what is too weak is not given, and stands aside with its reason and its words.

A code that a rule gives stands by the rule's authority, what the reason for the visit or the assessment names by
the provider's, and what was operated on by its operation: none is abstained from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from chartproof.code.icd10cm.confidence import weakness, weighed
from chartproof.code.icd10cm.methods import METHODS
from chartproof.code.icd10cm.operated_for import operated_for
from chartproof.model.coding import Abstained, Assignment, Coding, Needed
from chartproof.model.reading import Standing

#: External causes, status and history: case reports leave them out, so the model was not fitted on them.
UNFITTED = ("V", "W", "X", "Y", "Z")
#: Where words may be too weak; what the reason for the visit or the assessment names stands by its place.
_IN_PASSING = frozenset({Standing.TOLD, Standing.LISTED})
#: The last pass that decides what stands beside what.
Settle = Callable[[Coding], Coding]


def settled(before: Coding, settle: Settle, threshold: float, weight: Callable[[str], float]) -> Coding:
    """The coding after the pass, weighed, without what is below the threshold.

    What is abstained from takes nothing else away: the pass runs again without it.
    """
    after = weighed(settle(before), weight)
    gone = _weak(after, threshold)
    if not gone:
        return after
    values = frozenset(a.value for a in gone)
    kept = tuple(a for a in before.assignments if a.value not in values)
    again = weighed(settle(replace(before, assignments=kept)), weight)
    more = _weak(again, threshold)
    aside = [_aside(a, threshold, weakness(a, after, weight)) for a in gone]
    aside += [_aside(a, threshold, weakness(a, again, weight)) for a in more]
    return replace(
        again,
        assignments=tuple(a for a in again.assignments if a not in more),
        abstained=(*again.abstained, *aside),
    )


def _weak(coding: Coding, threshold: float) -> tuple[Assignment, ...]:
    weak = [a for a in coding.assignments if (a.confidence or 1.0) < threshold and _may_go(a)]
    operated = operated_for(coding) if weak else ()
    return tuple(a for a in weak if a not in operated)


def _may_go(assignment: Assignment) -> bool:
    return (
        assignment.proof.rule in METHODS
        and assignment.needed is not Needed.OBLIGED
        and not assignment.value.startswith(UNFITTED)
        and all(m.standing in _IN_PASSING for m in assignment.mentions)
    )


def _aside(assignment: Assignment, threshold: float, says: str) -> Abstained:
    reason = f"{assignment.value} is too weak to give ({assignment.confidence} is below {threshold}): {says}"
    return Abstained(reason, assignment.proof.words(), assignment)
