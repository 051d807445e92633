"""Advance care planning of at least sixteen minutes stands beside the visit, each further half hour from forty-six."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6, advance care planning; 80 FR 70956"))
def advance_care_planning(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """Advance care planning of at least sixteen minutes stands beside the visit, each further half hour from forty-six."""
    visit, level = found
    for spent in visit.minutes:
        if spent.name == "advance care planning minutes" and spent.evidence and spent.value >= 16:
            if level.code != "99497":
                yield Add("99497", (spent.evidence,))
            if (more := (int(spent.value) - 46) // 30 + 1) > 0:
                yield Add("99498", (spent.evidence,), more)
            return
