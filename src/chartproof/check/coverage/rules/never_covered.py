"""A HCPCS code that Medicare does not pay whatever the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    ABN,
    UNSAID_PAYER,
)
from chartproof.check.coverage.sources import SINCE_GX, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import codes

_WHY = {
    "S": "not covered by statute",
    "M": "not covered by Medicare",
    "I": "not payable by Medicare",
}


@rule(holds=SINCE_GX, reviewed=None, cite=claims_manual(23, "20.3 (HCPCS coverage codes)"))
def never_covered(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A HCPCS code whose coverage is none by statute, or by Medicare, is denied."""
    if claim.payer is None:
        yield NotRun(UNSAID_PAYER)
    if claim.payer is not Payer.MEDICARE:
        return
    for line in claim.lines:
        if line.code is None or line.is_grouped or line.code[0].isdigit() or ABN.intersection(line.modifiers):
            continue
        listed = books.read("HCPCS", codes, claim.served_on(line))
        row = next(iter(listed.rows(line.code)), None)
        why = _WHY.get(row.get("coverage", "")) if row else None
        if why is not None:
            rows = (Row(listed.release.name, "codes", line.code),)
            change = Change(Op.SET, f"{line.at}.modifiers", (*line.modifiers, "GY"))
            fixes = (
                Fix(
                    "take the line off, and bill who pays for it",
                    safe=False,
                    changes=(Change(Op.REMOVE, line.at),),
                ),
                Fix("add GY where a denial is wanted for another payer", safe=False, changes=(change,)),
            )
            yield Find(line.at, f"{line.code} is {why} by {listed.release.name}", Severity.DENY, rows, fixes)
