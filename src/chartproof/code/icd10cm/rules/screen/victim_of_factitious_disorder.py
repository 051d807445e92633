"""The victim of a disorder that another has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_VICTIM = Pattern(r"\bvictim\b|\b(?:perpetrated|inflicted|imposed) by (?:his|her|the|their)\b", re.IGNORECASE)
_CHILD = Pattern(r"\b(?:child|son|daughter|infant|baby|toddler|boy|girl|pediatric)\b", re.IGNORECASE)
_DOUBT = Pattern(r"\b(?:suspect\w*|possible|probable|concern for|alleged)\b", re.IGNORECASE)
#: From what age the codes are those of an adult.
ADULT = 18


@rule(
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.c", URL),
)
def victim_of_factitious_disorder(coding: Coding, _: Books) -> Iterator[Give]:
    """A factitious disorder imposed on another is the perpetrator's; the victim is coded as maltreated."""
    for disorder in coding.having("F68.A"):
        if says(disorder, _VICTIM):
            yield Give(
                _code(disorder, coding),
                because=(disorder,),
                instead_of=(disorder,),
                instead_why=Why.OTHER_PERSON,
            )


def _code(disorder: Assignment, coding: Coding) -> str:
    """Confirmed or suspected, of a child or an adult, the kind not specified."""
    age = coding.encounter.age
    child = age < ADULT if age is not None else says(disorder, _CHILD)
    category = "T76" if says(disorder, _DOUBT) else "T74"
    return f"{category}.9{2 if child else 1}XA"
