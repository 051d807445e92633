"""A stay or an episode that is paid by a group, without the line of the group."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.record import Payer
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(6, "30.1; chapter 10, 40.2"))
def payment_group(claim: Claim, _: Books) -> Iterator[Find]:
    """Medicare pays a stay in a nursing facility (021x), and an episode at home (032x), by the group on a line of 0022 or 0023."""
    if claim.payer is not Payer.MEDICARE or claim.bill_type is None:
        return
    revenue = _GROUP.get(claim.bill_type[:3])
    if revenue is None or claim.bill_type[3] not in _PAID or any(ln.revenue == revenue for ln in claim.lines):
        return
    says = (
        f"type of bill {claim.bill_type} has no line of revenue code {revenue} with the payment group (HIPPS)"
    )
    fix = Fix("the group that the assessment came to, on a line of its own", safe=False)
    yield Find("claim.lines", says, Severity.RETURN, (), (fix,), "the assessment, and the day it was made")


_GROUP = {"021": "0022", "032": "0023"}
#: Frequencies that ask to be paid: not those of no payment, late charges, notices and voids.
_PAID = frozenset("123479")
