"""Z codes that say next to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.nonspecific import NONSPECIFIC

INPATIENT = frozenset({Setting.INPATIENT, Setting.PSYCHIATRIC})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.14", URL),
)
def nonspecific_z_code(coding: Coding, _: Books) -> Iterator[Reject]:
    """A nonspecific Z code is not used on a stay, nor elsewhere beside a code that says more of the same."""
    stay = coding.encounter.setting in INPATIENT
    for vague in coding.having(*NONSPECIFIC):
        more = [a for a in coding.having(vague.value[:3]) if not a.value.startswith(NONSPECIFIC)]
        if stay or more:
            yield Reject(vague, Why.LESS_SPECIFIC, tuple(more[:1]))
