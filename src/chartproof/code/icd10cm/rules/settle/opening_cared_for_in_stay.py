"""An artificial opening that is cared for while the patient stays for something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.openings import is_tended_in_stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Attention to an opening, and that there is one.
_STATUS = {
    "Z43.0": "Z93.0",
    "Z43.1": "Z93.1",
    "Z43.2": "Z93.2",
    "Z43.3": "Z93.3",
    "Z43.4": "Z93.4",
    "Z43.5": "Z93.59",
    "Z43.6": "Z93.6",
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3, I.C.21.c.7", URL),
)
def opening_cared_for_in_stay(coding: Coding, _: Books) -> Iterator[Give]:
    """In a stay that is for something else, the daily care of an artificial opening is no encounter for it: that there is one is coded."""
    for care in coding.having(*_STATUS):
        if is_tended_in_stay(care, coding):
            yield Give(_STATUS[care.value], (care,), (care,), Needed.ALSO, Why.UNSUPPORTED)
