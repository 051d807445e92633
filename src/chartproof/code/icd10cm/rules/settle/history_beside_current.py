"""History of what is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.called_history import is_called_history
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.4", URL),
)
def history_beside_current(coding: Coding, _: Books) -> Iterator[Reject]:
    """A personal history code says the condition is gone; beside the condition itself it is not given, unless what is current is another attack than the one of an earlier year, or the assessment calls it history and only the story names the condition."""
    gone = {a.value: a for a in coding.having("Z85", "Z86", "Z87")}
    if not gone:
        return
    for figure in ("history_of_neoplasm", "history_of_disease"):
        for row in rows(figure):
            past = gone.get(row[1])
            current = coding.having(row[0]) if past else ()
            if not past or not current or past.value in BESIDE or _is_of_an_earlier_year(past, coding):
                continue
            gone.pop(row[1])
            if is_called_history(past, current, coding):
                yield from (Reject(told, Why.HISTORY, (past,)) for told in current)
            else:
                yield Reject(past, Why.EXCLUDED, (current[0],))


#: Histories that the note of the current condition leaves beside it: a healed fracture beside that of another bone (M80, Excludes2).
BESIDE = ("Z87.310",)
#: Attacks that come again, each an event of its own: transient ischemia, stroke.
ATTACKS = ("Z86.73",)
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")


def _is_of_an_earlier_year(past: Assignment, coding: Coding) -> bool:
    """Whether its line tells the attack right before or behind a year that was over when the encounter began."""
    began = coding.encounter.began
    if began is None or not past.value.startswith(ATTACKS):
        return False
    words = past.proof.words()
    told = (m for m in coding.reading.mentions if not set(m.evidence).isdisjoint(words))
    near = (year for m in told for year in _YEAR.findall(behind(m, 12) + " " + ahead(m, 12)))
    return any(int(year) < began.year for year in near)
