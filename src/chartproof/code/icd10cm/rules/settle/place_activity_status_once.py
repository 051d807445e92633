"""Where, doing what and as what: once, and at the first treatment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ACTIVITY, PLACE, STATUS, causes, only_substances
from chartproof.code.icd10cm.episodes import ACTIVE, stages
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Walking, running (for a ball, in a match) and being at rest say least of what was done.
SAYS_LITTLE = ("Y93.01", "Y93.02", "Y93.84", "Y93.89")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b, I.C.20.c, I.C.20.d, I.C.20.k", URL),
)
def place_activity_status_once(coding: Coding, _: Books) -> Iterator[Reject]:
    """One place, one activity and one status are coded, at the initial encounter only; activity and status never with drugs alone."""
    hurt = stages(coding)
    for kind in (PLACE, ACTIVITY, STATUS):
        told = coding.having(kind)
        if (hurt and ACTIVE not in hurt) or (kind != PLACE and only_substances(coding)):
            yield from (Reject(one, Why.EXCLUDED) for one in told)
        elif len(told) > 1:
            named = [a for a in told if not _is_vague(a, told)] or list(told)
            kept = min(named, key=lambda a: _rank(a, coding))
            for one in told:
                if one is not kept:
                    yield Reject(one, Why.DUPLICATE, (kept,))


def _is_vague(one: Assignment, told: tuple[Assignment, ...]) -> bool:
    """Whether another of them tells the same in detail: a street, and what kind of street."""
    row = row_for("unspecified_causes", one.value)
    return row is not None and any(a.value.startswith(tuple(row[1].split())) for a in told)


def _rank(told: Assignment, coding: Coding) -> tuple[bool, bool, int]:
    """Told with the cause or the injury itself before told elsewhere; then as the record has it."""
    beside = (*causes(coding), *coding.having("S", "T"))
    near = any(in_one_line(told, other) for other in beside)
    at = min((m.evidence[0].start for m in told.mentions if m.evidence), default=0)
    return told.value.startswith(SAYS_LITTLE), not near, at
