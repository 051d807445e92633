"""The mother's codes and the child's on one claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, code_row, listed, remove
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.editor import SYSTEM, Editor

_MOTHERS, _CHILDS = ("O", "Z34", "Z37", "Z39", "Z3A"), ("P", "Z38")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.2, I.C.16.a.1", URL),
)
def mother_and_newborn(claim: Claim, books: Books) -> Iterator[Find]:
    """Chapter 15 stands on the record of the mother only, chapter 16 and the birth on that of the child."""
    on = listed(claim, books)
    mothers = [x for x in on if x.code.startswith(_MOTHERS)]
    childs = [x for x in on if x.code.startswith(_CHILDS)]
    if not mothers or not childs:
        return
    age = claim.age_on(claim.admitted or claim.first or claim.day)
    wrong, right = (mothers, childs[0]) if age == 0 else (childs, mothers[0])
    for one in wrong:
        if age is None or not _has_an_age(one, books):  # else the conflict with the patient's age says so
            says = f"{one.code} beside {right.code}: one is of the mother's record, the other of the child's"
            fixes = (remove(f"remove {one.code}, if it is the other person's", one.at),)
            clears = "whose record it is; each of them has a claim"
            yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)


def _has_an_age(one: Listed, books: Books) -> bool:
    """Whether Medicare's editor knows a code as one of mothers or of newborns."""
    if not books.has(SYSTEM):
        return False
    return bool(
        {"maternity", "newborn"} & (books.read(SYSTEM, Editor).diagnosis(one.code, books.day) or frozenset())
    )
