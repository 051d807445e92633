"""Encounters that only a first code tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import opens_the_note
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Lead
from chartproof.rules.core import rule

ONLY_FIRST = (
    *("Z00", "Z01", "Z02", "Z04", "Z33.2", "Z31.81", "Z31.83", "Z31.84", "Z34", "Z39", "Z40"),
    *("Z42", "Z52", "Z76.1", "Z76.2", "Z99.12"),
)
EXCEPT = ("Z00.6", "Z52.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.15", URL),
)
def z_code_first_only(coding: Coding, _: Books) -> Iterator[Lead]:
    """General, special and administrative examinations, normal pregnancies and donors are coded first or not at all."""
    able = [a for a in coding.having(*ONLY_FIRST) if not a.value.startswith(EXCEPT)]
    meant = [a for a in able if a.needed is Needed.ADDRESSED or _is_reason(a, coding)]
    first = first_of(meant, coding)
    if first is not None:
        yield Lead(first, rank=Rank.ONLY_FIRST)


def _is_reason(assignment: Assignment, coding: Coding) -> bool:
    return any(m.standing is Standing.REASON or opens_the_note(m, coding) for m in assignment.mentions)
