"""A claim whose lines were all billed before."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(1, "120 (detection of duplicate claims)"))
def claim_duplicate(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim whose lines all stand on one claim sent before is a duplicate, unless it replaces it."""
    ours = {(ln.code, ln.served or claim.first, frozenset(ln.modifiers)) for ln in claim.lines if ln.code}
    if not claim.history or not ours or bill.frequency(claim) in {bill.REPLACES, bill.VOIDS}:
        return
    kind = claim.kind.value if claim.kind else None
    for past in claim.history:
        told = {(c.code, c.served, frozenset(c.modifiers)) for c in past.of("CPT", "HCPCS")}
        if past.kind in {None, kind} and ours <= told:
            says = "every line of the claim is on one that was sent before"
            fixes = (
                Fix("do not send it; ask how the first one stands", safe=False),
                Fix("where it corrects the first one, send it as a replacement (frequency 7)", safe=False),
            )
            yield Find(
                "claim.lines", says, Severity.DENY, (), fixes, "what shows that it was done again on the day"
            )
            return
