"""Which diabetes a record documents: the category of its type, and the mentions that name no type.

Source: ICD-10-CM Official Guidelines I.C.4.a (type, body system, complications as one code) and
I.C.4.a.2 (type not documented: E11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.blamed import blamed
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.together import NOT_DIABETIC, in_one_line, joined_by_cause, kept_apart, says
from chartproof.code.icd10cm.wording import written_behind
from chartproof.model.coding import Assignment, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.results import Because
from chartproof.terms.cause import DUE_TO, FROM

_SECONDARY = Pattern(r"\b(?:secondary|3c|pancreat\w+genic)\b", re.IGNORECASE)
_SECONDARY_TO = Pattern(r"\b(?:diabetes|dm)\b[^.;,]{0,20}\bsecondary to\b", re.IGNORECASE)
CATEGORIES = ("E08", "E09", "E10", "E11", "E13")
#: Diseases that the note at E08 names, and others of the pancreas and the glands, that cause diabetes.
CAUSES = (
    *("C25", "E24", "E22.0", "E34.8", "E40", "E41", "E42", "E43", "E44", "E45", "E46", "E83.11", "E84"),
    *("D35.0", "K85", "K86", "P35.0"),
)
_PANCREAS = Pattern(
    r"\bpost[- ]?pancreatectomy (?:diabetes|dm)\b|"
    rf"\b(?:diabetes|dm)\b[^.;]{{0,40}}\b(?:after|following|{FROM})\b"
    r"[^.;]{0,30}\b(?:pancreatectomy|(?:removal|resection) of (?:the )?(?:\w+ )?pancreas|whipple)\b",
    re.IGNORECASE,
)
#: The disease itself, where a drug is blamed for it: a low or high sugar may be a drug's in diabetes of any type.
_DIABETES = Pattern(r"\bdiabet|\bdm\b|\bE11", re.IGNORECASE)
_TYPED = Pattern(
    r"\b(?:type|typ|ii|2|t2\w*|dm2|dmii|niddm|non-?insulin|adult)\b|\bdm ?(?:2|ii)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Diabetes:
    """The diabetes of a case: its category, its codes, E11 codes without a type, and what caused it."""

    category: str
    codes: tuple[Assignment, ...]
    untyped: tuple[Assignment, ...]
    causes: tuple[Because, ...] = ()


def diabetes_of(coding: Coding) -> Diabetes | None:
    """The one diabetes of a case; None when there is none, or when two types are documented."""
    codes = coding.having(*CATEGORIES)
    if not codes:
        return None
    codes = tuple(a for a in codes if a.needed is Needed.ADDRESSED) if _laid_to_removal(codes) else codes
    untyped = tuple(a for a in codes if a.value.startswith("E11") and not names_type(a))
    unsaid = (*untyped, *(a for a in codes if a.value.startswith("E13") and says(a, _SECONDARY)))
    typed = {a.value[:3] for a in codes if a not in unsaid}
    if not typed and (secondary := secondary_to(unsaid, coding)):
        same = tuple(a for a in codes if a.value.startswith(secondary[0]))
        return Diabetes(secondary[0], same, tuple(a for a in unsaid if a not in same), secondary[1])
    typed |= {a.value[:3] for a in unsaid if a not in untyped}
    if len(typed) > 1:
        return None
    category = typed.pop() if typed else "E11"
    same = tuple(a for a in codes if a.value.startswith(category))
    return Diabetes(category, same, untyped if category != "E11" else ())


def _laid_to_removal(codes: tuple[Assignment, ...]) -> bool:
    """The assessment lays the diabetes to the removal of the pancreas, whatever is told elsewhere."""
    return any(a.needed is Needed.ADDRESSED and removal_of_pancreas(a) for a in codes)


def names_type(assignment: Assignment) -> bool:
    """Whether the words of a mention name the type of diabetes."""
    words = [e.words for m in assignment.mentions for e in m.evidence]
    return any(_TYPED.search(w.replace("E11", "")) for w in words)


def secondary_to(untyped: tuple[Assignment, ...], coding: Coding) -> tuple[str, tuple[Because, ...]] | None:
    """The category of a diabetes that the record lays to something else, and what it is laid to."""
    for diabetes in untyped:
        if removed := removal_of_pancreas(diabetes):
            return "E13", (removed,)
        told = (m for m in diabetes.mentions if is_certain(m) and _DIABETES.search(m.evidence[0].words))
        if drugs := tuple(e for m in told for _, e in blamed(coding, m)):
            return "E09", drugs
        for cause in coding.having(*CAUSES):
            said = joined_by_cause(diabetes, cause) or says(diabetes, _SECONDARY_TO)
            if said and _comes_first(diabetes, cause):
                return "E08", (cause,)
    return None


def removal_of_pancreas(diabetes: Assignment) -> Evidence | None:
    """The line that lays a diabetes to the removal of the pancreas."""
    return next((m.line for m in diabetes.mentions if _PANCREAS.search(m.line.words)), None)


def _comes_first(diabetes: Assignment, cause: Assignment) -> bool:
    """Whether the diabetes stands before its cause: "diabetes due to", not "due to diabetes"."""
    return any(
        one.line == other.line and one.evidence[0].start < other.evidence[0].start
        for one in diabetes.mentions
        for other in cause.mentions
    )


#: So far behind its name the line of a condition may deny that diabetes brought it.
_FAR = 120


def _is_called_not_diabetic(assignment: Assignment, coding: Coding) -> bool:
    """Whether a line that names it, or what is written behind its name, says that diabetes did not bring it."""
    behind = (written_behind(m, coding, _FAR) for m in assignment.mentions)
    return says(assignment, NOT_DIABETIC) or any(NOT_DIABETIC.search(words) for words in behind)


def complications(coding: Coding) -> Iterator[tuple[Assignment, str, bool]]:
    """What diabetes is presumed to have caused: the condition, the subdivision, whether it stays.

    Not where the record says that it comes from something else.
    """
    for assignment in coding.assignments:
        row = row_for("diabetes_complications", assignment.value)
        if (
            row is None
            or kept_apart(assignment, other="hypertens")
            or _is_called_not_diabetic(assignment, coding)
            or _is_venous(assignment, coding)
        ):
            continue
        _, suffix, stays, word, _ = row
        if word and not says(assignment, _said(word)):
            continue
        if suffix == "42" and not says(assignment, _PERIPHERAL):
            suffix = "40"
        yield assignment, suffix, stays == "stays"


@lru_cache(maxsize=64)
def _said(word: str) -> Pattern:
    return Pattern(word, re.IGNORECASE)


def _is_venous(ulcer: Assignment, coding: Coding) -> bool:
    """An ulcer whose own words lay it to the veins is none of diabetes."""
    veins = coding.having("I83.0", "I83.2", "I87.01", "I87.03", "I87.2", "I87.31", "I87.33")
    return ulcer.value.startswith("L97") and any(in_one_line(ulcer, vein) for vein in veins)


def poorly_controlled(diabetes: Diabetes) -> Assignment | None:
    """The mention whose words the Index reads as hyperglycemia."""
    return next((a for a in (*diabetes.codes, *diabetes.untyped) if says(a, _POORLY)), None)


#: The Index: neuropathy alone is not further specified, peripheral neuropathy is polyneuropathy.
_PERIPHERAL = Pattern(r"\bperipheral\b|\bpoly|\bG6[23]", re.IGNORECASE)
#: The Index sends these to hyperglycemia; "uncontrolled" alone it does not.
_POORLY = Pattern(
    r"\b(?:poorly|inadequately|not well|suboptimally) controlled\b|\bpoor (?:glycemic )?control\b|"
    rf"\bout of control\b|\b(?:with|and|has|{DUE_TO}) hyperglyc\w+",
    re.IGNORECASE,
)
