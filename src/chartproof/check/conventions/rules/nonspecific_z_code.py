"""A Z code that says next to nothing, on a stay or beside one that says more."""

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
from chartproof.terms.less_specific import less_specific_than
from chartproof.terms.nonspecific import NONSPECIFIC


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.14", URL),
)
def nonspecific_z_code(claim: Claim, books: Books) -> Iterator[Find]:
    """A nonspecific Z code is not used on a stay, nor elsewhere beside a code that says more of the same."""
    on = listed(claim, books)
    for one in on:
        if not one.code.startswith(NONSPECIFIC):
            continue
        more = [
            x for x in on if x.entry.category == one.entry.category and not x.code.startswith(NONSPECIFIC)
        ]
        if any(less_specific_than(one.code, x.code, books.tabular) for x in more):
            continue  # a rule of its own
        if claim.is_inpatient and not _is_unacceptable(one, claim, books):
            yield _find(one, f"{one.code} is so nonspecific that little justifies it on a stay", books)
        elif more and not claim.is_inpatient:
            yield _find(one, f"{one.code} says next to nothing beside {more[0].code}", books)


def _is_unacceptable(one: Listed, claim: Claim, books: Books) -> bool:
    """Whether it is a principal diagnosis that Medicare's editor returns already."""
    if one.dx is not claim.principal or not books.has(SYSTEM):
        return False
    return "unacceptable" in (books.read(SYSTEM, Editor).diagnosis(one.code, books.day) or ())


def _find(one: Listed, says: str, books: Books) -> Find:
    fixes = (remove(f"remove {one.code}, or write the code of what is documented", one.at),)
    clears = "what the record says that a more precise code tells"
    return Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)
