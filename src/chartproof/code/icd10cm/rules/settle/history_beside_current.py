"""History of what is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.4", URL),
)
def history_beside_current(coding: Coding, _: Books) -> Iterator[Reject]:
    """A personal history code says the condition is gone; beside the condition itself it is not given."""
    gone = {a.value: a for a in coding.having("Z85", "Z86", "Z87")}
    if not gone:
        return
    for figure in ("history_of_neoplasm", "history_of_disease"):
        for row in rows(figure):
            past = gone.get(row[1])
            current = coding.having(row[0]) if past else ()
            if past and current:
                yield Reject(past, Why.EXCLUDED, (current[0],))
                gone.pop(row[1])
