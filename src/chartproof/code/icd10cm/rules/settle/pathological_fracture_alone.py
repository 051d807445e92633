"""A bone that broke because it was diseased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place
from chartproof.terms.words import folded

DISEASED = ("M80", "M84.4", "M84.5", "M84.6")
#: Bones as titles name them, and the categories of their fractures.
BONES = {
    "femur": ("S72",),
    "humerus": ("S42.2", "S42.3", "S42.4"),
    "tibia": ("S82.1", "S82.2", "S82.3"),
    "fibula": ("S82.4", "S82.8"),
    "radius": ("S52.1", "S52.3", "S52.5"),
    "ulna": ("S52.0", "S52.2", "S52.6"),
    "vertebra": ("S12", "S22.0", "S32.0"),
    "pelvis": ("S32",),
}
#: Fractures of the bones that have no site of their own among pathological ones: vertebrae, ribs, sternum.
OTHER = ("S12", "S22", "S32.0")
#: A collapsed vertebra, and a vertebra as a record counts it.
COLLAPSED = "M48.5"
_LEVEL = Pattern(r"\b[CTL]-?(?:1[0-2]|[1-9])\b")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.c", URL),
)
def pathological_fracture_alone(coding: Coding, _: Books) -> Iterator[Reject]:
    """A fracture that the provider documents as pathological is not coded a second time as one of injury, nor as a collapsed vertebra."""
    for fracture in coding.having(*DISEASED):
        for injury in coding.having("S", COLLAPSED):
            if _is_one(fracture, injury):
                yield Reject(injury, Why.EXCLUDED, (fracture,))


def _is_one(fracture: Assignment, injury: Assignment) -> bool:
    """Whether both name the fracture of one bone, no side against it."""
    if injury.value.startswith(COLLAPSED):
        if not frozenset(folded(fracture.title or "")) & {"other", "vertebra"}:
            return False
        levels, others = _levels(fracture), _levels(injury)
        return bool(levels & others) or not (levels and others)
    if not may_be_one_place(fracture.title, injury.title):
        return False
    said = frozenset(folded(fracture.title or ""))
    if "other" in said and injury.value.startswith(OTHER):
        return in_one_line(fracture, injury)
    return any(bone in said and injury.value.startswith(begins) for bone, begins in BONES.items())


def _levels(assignment: Assignment) -> frozenset[str]:
    """The vertebrae that the lines of a fracture name."""
    return frozenset(
        found[0].replace("-", "") for m in assignment.mentions for found in _LEVEL.finditer(m.line.words)
    )
