"""Which diabetes a record documents: the category of its type, and the mentions that name no type.

Source: ICD-10-CM Official Guidelines I.C.4.a (type, body system, complications as one code) and
I.C.4.a.2 (type not documented: E11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.together import in_one_line, kept_apart, says
from chartproof.model.coding import Assignment, Coding

CATEGORIES = ("E08", "E09", "E10", "E11", "E13")
_TYPED = re.compile(
    r"\b(?:type|typ|ii|2|t2\w*|dm2|dmii|niddm|non-?insulin|adult)\b|\bdm ?(?:2|ii)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Diabetes:
    """The diabetes of a case: its category, its codes, and E11 codes without a type."""

    category: str
    codes: tuple[Assignment, ...]
    untyped: tuple[Assignment, ...]


def diabetes_of(coding: Coding) -> Diabetes | None:
    """The one diabetes of a case; None when there is none, or when two types are documented."""
    codes = coding.having(*CATEGORIES)
    if not codes:
        return None
    untyped = tuple(a for a in codes if a.value.startswith("E11") and not names_type(a))
    typed = {a.value[:3] for a in codes if a not in untyped}
    if len(typed) > 1:
        return None
    category = typed.pop() if typed else "E11"
    same = tuple(a for a in codes if a.value.startswith(category))
    return Diabetes(category, same, untyped if category != "E11" else ())


def names_type(assignment: Assignment) -> bool:
    """Whether the words of a mention name the type of diabetes."""
    words = [e.words for m in assignment.mentions for e in m.evidence]
    return any(_TYPED.search(w.replace("E11", "")) for w in words)


def complications(coding: Coding) -> Iterator[tuple[Assignment, str, bool]]:
    """What diabetes is presumed to have caused: the condition, the subdivision, whether it stays.

    Not where the record says that it comes from something else.
    """
    for assignment in coding.assignments:
        row = row_for("diabetes_complications", assignment.value)
        if row is None or kept_apart(assignment) or _is_venous(assignment, coding):
            continue
        _, suffix, stays, word, _ = row
        if word and not says(assignment, re.compile(word, re.IGNORECASE)):
            continue
        if suffix == "42" and not says(assignment, _PERIPHERAL):
            suffix = "40"
        yield assignment, suffix, stays == "stays"


def _is_venous(ulcer: Assignment, coding: Coding) -> bool:
    """An ulcer whose own words lay it to the veins is none of diabetes."""
    veins = coding.having("I83.0", "I83.2", "I87.01", "I87.03", "I87.2", "I87.31", "I87.33")
    return ulcer.value.startswith("L97") and any(in_one_line(ulcer, vein) for vein in veins)


def poorly_controlled(diabetes: Diabetes) -> Assignment | None:
    """The mention whose words the Index reads as hyperglycemia."""
    return next((a for a in (*diabetes.codes, *diabetes.untyped) if says(a, _POORLY)), None)


#: The Index: neuropathy alone is not further specified, peripheral neuropathy is polyneuropathy.
_PERIPHERAL = re.compile(r"\bperipheral\b|\bpoly|\bG6[23]", re.IGNORECASE)
#: The Index sends these to hyperglycemia; "uncontrolled" alone it does not.
_POORLY = re.compile(
    r"\b(?:poorly|inadequately|not well|suboptimally) controlled\b|\bpoor (?:glycemic )?control\b|"
    r"\bout of control\b|\b(?:with|and|has|due to) hyperglyc\w+",
    re.IGNORECASE,
)
