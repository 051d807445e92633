"""Report a code once: the mentions of one code become one assignment (guideline I.B.12)."""

from __future__ import annotations

from dataclasses import replace

from chartproof.code.icd10cm.methods import SAME
from chartproof.model.coding import Assignment, Coding, Needed, Step
from chartproof.model.record import Evidence

_NEED = {Needed.ADDRESSED: 0, Needed.OBLIGED: 1, Needed.ALSO: 2}
#: How many further places a proof names besides its own.
SHOWN = 4


def merge(coding: Coding) -> Coding:
    """One assignment for each code, strongest need first among its proofs; order of the record kept."""
    by_code: dict[str, list[Assignment]] = {}
    for assignment in coding.assignments:
        by_code.setdefault(assignment.value, []).append(assignment)
    return replace(coding, assignments=tuple(_one(same) for same in by_code.values()))


def _one(same: list[Assignment]) -> Assignment:
    if len(same) == 1:
        return same[0]
    best = min(same, key=lambda a: _NEED[a.needed])
    own = set(best.proof.words())
    others: list[Evidence] = []
    for assignment in same:
        others += [e for e in assignment.proof.words() if e not in own and e not in others]
    mentions = tuple(m for a in same for m in a.mentions)
    if not others:
        return replace(best, mentions=mentions)
    says = f"documented {len(same)} times"
    proof = Step(SAME.id, says, (best.proof, *others[:SHOWN]), SAME.cite, best.proof.release)
    return replace(best, proof=proof, mentions=mentions)
