"""Which diagnosis makes a service necessary: that of its sentence, its problem, its passage; else the first-listed."""

from __future__ import annotations

from chartproof.model.coding import Assignment, Needed, Role
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Scene

#: A line of the claim form has room for four.
_MOST = 4
#: Encounters for something outrank other codes of the same passage.
_PURPOSES = {"vaccine": "Z23", "colonoscopy": "Z12", "sigmoidoscopy": "Z12", "screening mammogram": "Z12"}


def pointers_of(bill: Bill, scene: Scene) -> tuple[str, ...]:
    """The diagnosis codes a line points at, the one that explains it best first."""
    codes = [a for a in scene.coding.diagnoses if a.role is not Role.EXTERNAL_CAUSE]
    codes = [a for a in codes if not a.value.startswith(("Z79", "V", "W", "X", "Y"))]
    purpose = _PURPOSES.get(bill.of.work) or _PURPOSES.get(bill.of.means)
    first = tuple(a.value for a in codes if purpose and a.value.startswith(purpose))[:1]
    if first and bill.of.work == "vaccine":
        return first
    ranked = sorted(((_far(a, bill), i, a.value) for i, a in enumerate(codes)), key=lambda r: r[:2])
    best = min((far for far, _, _ in ranked), default=_NOWHERE)
    if best >= _NOWHERE:
        return first or tuple(a.value for a in codes[:1])
    return tuple(dict.fromkeys((*first, *(value for far, _, value in ranked if far == best))))[:_MOST]


_NOWHERE = 9


def _far(a: Assignment, bill: Bill) -> int:
    """How far a diagnosis is from a service: 0 its sentence, 1 its problem, 2 its passage, 9 elsewhere."""
    places = [e for m in a.mentions for e in m.evidence] or list(a.proof.words())
    if any(_inside(e, bill.of.near) for e in places):
        return 0
    problem = bill.of.line.problem
    if problem is not None and any(
        m.problem == problem and m.document == bill.of.near.document for m in a.mentions
    ):
        return 1
    if any(_inside(e, bill.of.scene) for e in places):
        return 2 if a.needed is Needed.ADDRESSED else 3
    return _NOWHERE


def _inside(e: Evidence, span: Evidence) -> bool:
    return e.document == span.document and span.start <= e.start < span.end
