"""Which diabetes a record documents: the category of its type, and the mentions that name no type.

Source: ICD-10-CM Official Guidelines I.C.4.a (type, body system, complications as one code) and
I.C.4.a.2 (type not documented: E11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.model.coding import Assignment, Coding

CATEGORIES = ("E08", "E09", "E10", "E11", "E13")
_TYPED = re.compile(r"\b(?:type|typ|ii|2|t2\w*|dm2|dmii|niddm|non-?insulin|adult)\b|\bdm ?(?:2|ii)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Diabetes:
    """The diabetes of a case: its category, its codes, and E11 codes that only stand for no type."""

    category: str
    codes: tuple[Assignment, ...]
    untyped: tuple[Assignment, ...]


def diabetes_of(coding: Coding) -> Diabetes | None:
    """The one diabetes of a case; None when there is none, or when two types are documented."""
    codes = coding.having(*CATEGORIES)
    if not codes:
        return None
    untyped = tuple(a for a in codes if a.value.startswith("E11") and not _names_type(a))
    typed = {a.value[:3] for a in codes if a not in untyped}
    if len(typed) > 1:
        return None
    category = typed.pop() if typed else "E11"
    same = tuple(a for a in codes if a.value.startswith(category))
    return Diabetes(category, same, untyped if category != "E11" else ())


def _names_type(assignment: Assignment) -> bool:
    words = [e.words for m in assignment.mentions for e in m.evidence]
    return any(_TYPED.search(w.replace("E11", "")) for w in words)
