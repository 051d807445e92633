"""Which code can stand first: not a cause, a status, a manifestation; no symptom beside a diagnosis."""

from __future__ import annotations

from chartproof.model.coding import Assignment, Coding, Needed

#: External causes and codes that only accompany: status, history, long-term drugs, Z68, tobacco use.
NEVER = (
    *("V", "W", "X", "Y"),
    *("Z15", "Z16", "Z17", "Z18", "Z19", "Z66", "Z67", "Z68", "Z72", "Z73", "Z74", "Z77", "Z78", "Z79", "Z8", "Z9"),
)


def leader(coding: Coding) -> Assignment | None:
    """The first code, in order of the record, among what the encounter addressed."""
    able = [a for a in coding.assignments if not a.value.startswith(NEVER) and not _is_manifestation(a)]
    addressed = [a for a in able if a.needed is Needed.ADDRESSED] or able
    diagnoses = [a for a in addressed if not a.value.startswith("R")] or addressed
    return min(diagnoses, key=_place, default=None)


def _is_manifestation(assignment: Assignment) -> bool:
    return "classified elsewhere" in (assignment.title or "") and " in " in (assignment.title or "")


def _place(assignment: Assignment) -> tuple[int, int]:
    """Where it heads a problem, else where it first stands."""
    problems = [m.problem for m in assignment.mentions if m.problem is not None and m.standing.value == "problem"]
    starts = [m.line.start for m in assignment.mentions]
    return (min(problems, default=1000), min(starts, default=0))
