"""A provider's document that nobody signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Fact, Why
from chartproof.model.period import Period
from chartproof.model.record import Author
from chartproof.model.results import Reject
from chartproof.rules.core import rule

URL = "https://www.ecfr.gov/current/title-42/section-482.24"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("42 CFR", "482.24(c)(1)", URL),
)
def not_signed(coding: Coding, _: Books) -> Iterator[Reject]:
    """What stands only in a provider's document that is known not to be signed is not coded yet."""
    open_ = {
        d.id for d in coding.encounter.documents if d.author is Author.PROVIDER and d.signed_off is False
    }
    for assignment in coding.assignments if open_ else ():
        if any(m.document in open_ for m in assignment.mentions):
            yield Reject(assignment, Why.UNSUPPORTED, because=(Fact("documents.signed_off", "false"),))
