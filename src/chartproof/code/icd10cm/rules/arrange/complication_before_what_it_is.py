"""A complication of the body systems and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import came_later
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: Intraoperative and postprocedural complications of the body system chapters.
SYSTEMS = (
    *("D78", "E89", "G97", "H59", "H95", "I97", "J95", "K91", "L76", "M96", "N99"),
    *("T81.1", "T81.4"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.g.5", URL),
)
def complication_before_what_it_is(coding: Coding, _: Books) -> Iterator[Order]:
    """An intraoperative or postprocedural complication code stands before the code of the condition that it is."""
    for complication in coding.having(*SYSTEMS):
        for condition in coding.assignments:
            shock = complication.value.startswith("T81.12")  # the infection stands before it (I.C.1.d.5.c)
            if shock or condition.value[0] in "STVWXYZ" or condition.value.startswith(SYSTEMS):
                continue
            if in_one_line(condition, complication) and not came_later(complication, coding):
                yield Order(complication, condition)
