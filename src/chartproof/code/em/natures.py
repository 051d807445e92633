"""What a problem is by its codes and by what the record says of it."""

from __future__ import annotations

import re

from chartproof.code.em.figures import nature_of
from chartproof.code.icd10cm.figures import row_for
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act
from chartproof.model.visit import Nature, Problem

_CHRONIC = Pattern(r"\bchronic\b|\bpersistent asthma\b|\blong[- ]term\b", re.IGNORECASE)
_WORSE = Pattern(
    r"\(acute\) exacerbation|acute exacerbation|acute on chronic|with flare|with hyperglycemia|with hypoglycemia|decompensat|relapse|intractable|"
    r"resistant hypertension",
    re.IGNORECASE,
)


def courses(problem: Problem, *names: str) -> tuple[Act, ...]:
    """The words that say the problem goes so."""
    return tuple(act for act in problem.courses if act.name in names)


def is_chronic(problem: Problem) -> bool:
    """Whether it is expected to last a year or until death, as its code says."""
    return any(
        a.value[0] == "C"
        or nature_of(a.value) == "chronic"
        or row_for("chronic_conditions", a.value)
        or _CHRONIC.search(a.title or "")
        for a in problem.codes
    ) and not any(nature_of(a.value) == Nature.UNCERTAIN.value for a in problem.codes)


def is_of(problem: Problem, nature: Nature) -> bool:
    """Whether its gravest code is usually of a nature, and the record does not say that it is a lesser one."""
    natures = {nature_of(a.value) for a in problem.codes}
    if nature is Nature.MINOR:
        return (
            not is_chronic(problem)
            and (
                (natures == {nature.value} and not courses(problem, "uncomplicated"))
                or bool(courses(problem, "minor"))
            )
            and not courses(problem, "danger")
        )
    if nature is Nature.THREAT:
        return nature.value in natures
    if is_chronic(problem):
        return False
    if nature is Nature.SYSTEMIC and courses(problem, "uncomplicated") and not courses(problem, "systemic"):
        return False
    return nature.value in natures


def is_plain_acute(problem: Problem) -> bool:
    """Whether it is neither chronic nor of a nature of its own."""
    if is_chronic(problem) or is_of(problem, Nature.MINOR):
        return False
    if may_be_grave(problem):
        return False
    graver = (Nature.UNCERTAIN, Nature.SYSTEMIC, Nature.COMPLICATED_INJURY, Nature.THREAT)
    return not any(is_of(problem, nature) for nature in graver)


def is_worse_by_code(problem: Problem) -> bool:
    """Whether a code itself says that the illness is not at its goal."""
    return any(_WORSE.search(a.title or "") for a in problem.codes)


def may_be(problem: Problem, nature: Nature) -> bool:
    """Whether what is suspected would be of a nature."""
    return any(nature_of(r.code.value) == nature.value for r in problem.suspected)


def is_new_and_grave(problem: Problem) -> bool:
    """Whether a chronic illness is found only now, and its course is not known yet."""
    return (
        is_chronic(problem)
        and bool(courses(problem, "new"))
        and not courses(problem, "stable", "worse", "severe")
    )


def may_be_grave(problem: Problem) -> bool:
    """Whether what is suspected would be a cancer, a threat, or itself of uncertain prognosis."""
    grave = {Nature.THREAT.value, Nature.UNCERTAIN.value, Nature.SYSTEMIC.value}
    return any(r.code.value[0] == "C" or nature_of(r.code.value) in grave for r in problem.suspected)
