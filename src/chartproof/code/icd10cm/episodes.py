"""The stages of an injury's care, as seventh characters say them (guideline I.C.19.a, I.C.19.c.1)."""

from __future__ import annotations

from chartproof.code.icd10cm.chart import chart_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Coding, Needed, Why
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.results import Because, Give, Reject

#: Active treatment; healing, with what goes wrong in it; sequela.
STAGES = ("ABC", "DEFGHJKMNPQR", "S")
ACTIVE, HEALING, SEQUELA = range(3)
#: Of the characters of healing, what went wrong says more than routine.
ROUTINE = "DEF"
#: Of each character of active treatment, that of routine healing.
HEALS = {"A": "D", "B": "E", "C": "F"}
#: Fractures by osteoporosis and other disease take an injury's seventh characters too.
INJURIES = ("S", "T", "M80", "M84.3", "M84.4", "M84.5", "M84.6")
#: Arthritis that is called post-traumatic is laid to the injury it comes after.
POST_TRAUMATIC = ("M12.5", "M16.4", "M16.5", "M17.2", "M17.3", "M18.2", "M18.3", "M19.1")


def stage(char: str) -> int:
    """The stage a seventh character names."""
    return next((i for i, chars in enumerate(STAGES) if char in chars), ACTIVE)


def stages(coding: Coding) -> frozenset[int]:
    """The stages of care of the injuries on the case."""
    return frozenset(stage(a.value[-1]) for a in staged(coding))


def cause_character(coding: Coding) -> str:
    """The seventh character of a cause told beside them; none beside what an injury left, whose cause is told as a sequela elsewhere."""
    return {ACTIVE: "A", HEALING: "D"}.get(min(stages(coding), default=ACTIVE), "")


def staged(coding: Coding) -> tuple[Assignment, ...]:
    """The injuries, poisonings and complications that have a seventh character: those addressed, if any."""
    found = tuple(a for a in coding.having(*INJURIES) if len(a.value) == 8)
    left = {a.value[:7] for a in found if a.value[7] == "S"}
    found = tuple(a for a in found if a.value[7] == "S" or a.value[:7] not in left)
    return tuple(a for a in found if a.needed is Needed.ADDRESSED) or found


def healing(
    coding: Coding, injury: Assignment, because: tuple[Because, ...], books: Books
) -> Give | Reject | None:
    """An injury in its healing phase in the place of the same in active treatment; where that stands already the other goes."""
    heals = HEALS.get(injury.value[-1]) if len(injury.value) == 8 else None
    value = f"{injury.value[:-1]}{heals}"
    if heals is None or books.tabular.billable(value) is None:
        return None
    if injury.value[2] == "2" and any(a.value == value for a in coding.assignments):  # a fracture
        return Reject(injury, Why.EXCLUDED, because)
    return Give(value, (injury, *because), (injury,), instead_why=Why.EXCLUDED)


def befell_here(active: Assignment, healing: Assignment, coding: Coding) -> bool:
    """Whether a note of the course of this stay tells the injury, and none of the admission: it begins to heal here."""
    if stage(active.value[7]) != ACTIVE or healing.value[7] not in ROUTINE:
        return False
    kinds = chart_of(coding.encounter).kinds
    told = {kinds[m.document] for m in (*active.mentions, *healing.mentions)}
    return DocumentKind.PROGRESS in told and not told & AT_ADMISSION
