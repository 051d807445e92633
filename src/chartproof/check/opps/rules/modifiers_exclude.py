"""Two modifiers on one line of which only one can be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.figures import excluding
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps


@rule(holds=Period(date(2017, 1, 1), None), reviewed=None, cite=editor("102"))
def modifiers_exclude(claim: Claim, books: Books) -> Iterator[Find]:
    """A line of outpatients is of one kind of department, and a drug is discarded in part or not at all: one modifier says which."""
    if not is_opps(claim):
        return
    for line in claim.lines:
        if len(line.modifiers) < 2:
            continue
        for one, other, why in excluding(claim.served_on(line) or books.day):
            if one in line.modifiers and other in line.modifiers:
                fixes = tuple(_without(line.at, line.modifiers, gone) for gone in (other, one))
                says = f"{line.at} has {one} and {other}: {why}"
                yield Find(f"{line.at}.modifiers", says, Severity.RETURN, (), fixes, _CLEARS)


_CLEARS = "which of the two the record, or the department's enrolment, bears out"


def _without(at: str, modifiers: tuple[str, ...], gone: str) -> Fix:
    kept = tuple(m for m in modifiers if m != gone)
    return Fix(
        f"take {gone} off, where the other is true",
        safe=False,
        changes=(Change(Op.SET, f"{at}.modifiers", kept),),
    )
