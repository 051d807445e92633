"""How weighty a procedure is: whether it treats, and how definitively, by its characters."""

from __future__ import annotations

from chartproof.code.icd10pcs.beside import place_of
from chartproof.model.coding import Assignment

#: Operations that treat, the weightier first: taken as definitive; looks, drains and monitors come last.
_WEIGHT = {
    c: n for n, group in enumerate(("Y", "T1RG6XM4", "7VLSUWNBC850", "FQ", "3D9H", "PKJ2")) for c in group
}
#: What is taken or placed along with a greater operation of its kind: nodes, seminal vesicles, tubes, lines, an airway.
_ALONGSIDE = ("07T", "07B", "0VT3", "0UT5", "0UT6", "0UT7", "0UT0", "0UT1", "0UT2", "02HV", "05H", "06H")
_AIRWAY = "0BH1"
#: Stones broken where they lie: the treatment itself, and not a step of it.
_STONES = ("0TF", "0FF")
_HARVEST = ("06BP", "06BQ", "03BB", "03BC", "0QB2", "0QB3", "0HB")
#: Sections whose procedures only look, measure or accompany, and never lead before treatment.
_ASIDE = frozenset("BCF4G823")


def weight(assignment: Assignment) -> tuple[int, bool, int]:
    """How definitive a procedure is: treatment of the body before the rest, in the order of the record."""
    code = assignment.value
    at = place_of(assignment)
    if code[0] == "1":
        return (0 if code[2] in "DET" else 2), False, at
    if code[0] in "0X":
        if code.startswith(_AIRWAY):
            return 8, False, at
        behind = 6 if is_study(code) else 2 if code.startswith(_STONES) else _WEIGHT.get(code[2], 3)
        return behind + (4 if code.startswith(_HARVEST) else 0), code.startswith(_ALONGSIDE), at
    return {"5": 7, "3": 7, "D": 6, "2": 8}.get(code[0], 9), False, at


def is_study(code: str) -> bool:
    """Whether it was done to find out: for diagnosis, a look, a map."""
    return code[0] == "0" and (code[6] == "X" or code[2] in "JK")


def is_aside(code: str) -> bool:
    """Whether it never leads before an operation: pictures, measures, dressings, what is given."""
    return code[0] in _ASIDE or code.startswith((_AIRWAY, *_HARVEST))
