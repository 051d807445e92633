"""Active treatment where healing is looked after."""

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

#: Types of bill of skilled nursing facilities and home health.
_LATER_CARE = ("021", "022", "023", "032", "033", "034")
_ACTIVE = frozenset("ABC")
#: Poisonings, adverse effects and complications of care are at their first stage wherever they are treated first.
_DRUGS = (*(f"T{n}" for n in range(36, 66)), *(f"T{n}" for n in range(80, 89)))


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a", URL),
)
def stage_of_injury_at_home(claim: Claim, books: Books) -> Iterator[Find]:
    """Active treatment of an injury is told where it is given: not where only healing is looked after."""
    if claim.bill_type is None or not claim.bill_type.startswith(_LATER_CARE):
        return
    for one in listed(claim, books):
        if one.code[0] in "ST" and one.entry.char in _ACTIVE and not one.code.startswith(_DRUGS):
            says = f"{one.code} tells active treatment, on a bill of home health or a nursing facility"
            code = f"{one.code[:-1]}D"
            change = Change(Op.SET, f"{one.at}.code", code)
            is_code = books.tabular.billable(code) is not None
            fixes = (
                (Fix(f"write {code}, if it was healing", safe=False, changes=(change,)),) if is_code else ()
            )
            clears = "active treatment given there, such as of a wound infection, as the record tells it"
            yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)
