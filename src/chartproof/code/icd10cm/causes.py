"""External causes: which codes tell how it came about, and which only where, doing what and as what."""

from __future__ import annotations

from chartproof.model.coding import Assignment, Coding

CHAPTER = ("V", "W", "X", "Y")
PLACE, ACTIVITY, STATUS = "Y92", "Y93", "Y99"
#: Codes that stand beside a cause and tell it further; they are no cause themselves.
FURTHER = ("Y90", PLACE, ACTIVITY, "Y95", STATUS)
#: Place, activity and status.
BESIDE = (PLACE, ACTIVITY, STATUS)
#: Causes that go with diseases: alcohol in blood, complications of care, nosocomial conditions.
OF_DISEASES = ("Y62", "Y63", "Y64", "Y65", "Y66", "Y69", "Y7", "Y8", "Y90", "Y95")
#: Assault, which is how confirmed abuse is told too.
ASSAULT = (*(f"X{n}" for n in range(92, 100)), *(f"Y0{n}" for n in range(10) if n not in {5, 6, 7}))
#: A fall, and falls told in detail.
UNSPECIFIED_FALL = "W19"
DETAILED_FALLS = tuple(f"W{n:02}" for n in range(19))
#: Who did it.
PERPETRATOR = "Y07"
#: Drugs and substances: the code tells cause and intent itself (I.C.19.e, I.C.20.a.8).
SUBSTANCES = (*(f"T{n}" for n in range(36, 51)), *(f"T{n}" for n in range(51, 66)))


def causes(coding: Coding) -> tuple[Assignment, ...]:
    """The codes that tell how it came about."""
    return tuple(a for a in coding.having(*CHAPTER) if not a.value.startswith(FURTHER))


def only_substances(coding: Coding) -> bool:
    """Whether what happened to the patient is drugs and substances alone."""
    hurt = coding.having("S", "T")
    return bool(hurt) and all(a.value.startswith(SUBSTANCES) for a in hurt)
