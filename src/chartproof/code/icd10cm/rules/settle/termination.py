"""What goes on after a termination of pregnancy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_LIVEBORN = Pattern(r"\blive ?born\b|\blive (?:birth|infant)\b", re.IGNORECASE)
#: Incomplete without complication, and the complications that stand instead of it.
PLAIN = {"O03.4": ("O03.0", "O03.1", "O03.2", "O03.3"), "O07.4": ("O07.0", "O07.1", "O07.2", "O07.3")}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.q.1, I.C.15.q.2, I.C.15.q.4", URL),
)
def termination(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Of a pregnancy that ended: the specific complication stands for the plain code, bleeding after an induced end is no postpartum hemorrhage, a live birth keeps its outcome."""
    for plain, complications in PLAIN.items():
        named = coding.having(*complications)
        yield from (Reject(a, Why.LESS_SPECIFIC, named[:1]) for a in coding.having(plain) if named)
    for incomplete in coding.having("O03.4"):
        gone = (incomplete, *(b for b in coding.having("R58", "N93") if in_one_line(b, incomplete)))
        if len(gone) > 1:
            yield Give("O03.1", because=gone, instead_of=gone)
    induced = coding.having("O04", "Z33.2")
    for bleeding in coding.having("O72") if induced else ():
        yield Give("O04.6", because=(bleeding, induced[0]), instead_of=(bleeding,), instead_why=Why.EXCLUDED)
    live = said(coding, _LIVEBORN)
    for attempt in coding.having("O04", "O07"):
        if live is not None and coding.having("Z37"):
            yield Give("Z33.2", because=(attempt, live), instead_of=(attempt,), instead_why=Why.EXCLUDED)
