"""A type of bill that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.lists import BILL_TYPE, lists
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.1 (form locator 4)"))
def bill_type_valid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The type of bill is one of the list."""
    if claim.bill_type is None:
        return
    if not claim.is_facility and claim.kind is not None:
        fix = Fix(
            "take it off: the professional form has none",
            safe=True,
            changes=(Change(Op.REMOVE, "claim.bill_type"),),
        )
        yield Find("claim.bill_type", "a professional claim has no type of bill", Severity.REJECT, (), (fix,))
        return
    known = lists(books)
    if not (claim.bill_type.startswith("0") and known.has_bill(claim.bill_type[1:])):
        rows = (known.row(BILL_TYPE, claim.bill_type[1:]),)
        yield Find(
            "claim.bill_type",
            f"{claim.bill_type} is no type of bill of {known.release.name}",
            Severity.RETURN,
            rows,
        )
