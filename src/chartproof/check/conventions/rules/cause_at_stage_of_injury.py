"""An external cause at another stage than its injury."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

_STAGES = frozenset("ADS")
#: Of fractures: A, B, C while active treatment goes on; S a sequela; all others later care.
_ACTIVE = frozenset("ABC")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.2", URL),
)
def cause_at_stage_of_injury(claim: Claim, books: Books) -> Iterator[Find]:
    """The seventh character of an external cause is that of the injury of the encounter."""
    on = listed(claim, books)
    causes = [x for x in on if x.entry.is_cause and x.entry.char in _STAGES]
    stages = {_stage(x.entry.char) for x in on if x.code[0] in "ST" and x.entry.char}
    if not causes or not stages:
        return
    for one in causes:
        if one.entry.char not in stages:
            says = f"{one.code} and the injuries of the list are at two stages"
            fixes: tuple[Fix, ...] = ()
            if len(stages) == 1:
                code = one.code[:-1] + next(iter(stages))
                if books.tabular.billable(code):
                    change = Change(Op.SET, f"{one.at}.code", code)
                    fixes = (Fix(f"write {code}", safe=False, changes=(change,)),)
            clears = "whether the injury was in active treatment, in routine healing, or a sequela"
            yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)


def _stage(char: str) -> str:
    return "A" if char in _ACTIVE else "S" if char == "S" else "D"
