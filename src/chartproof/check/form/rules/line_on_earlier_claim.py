"""A line that an earlier claim has billed already."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.check.sets import is_same_provider
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(1, "120 (detection of duplicate claims)"))
def line_on_earlier_claim(claim: Claim, _: Books) -> Iterator[Find]:
    """A line whose code, day and modifiers an earlier claim of the provider has is a duplicate, where others of the claim are new."""
    if not claim.history or bill.frequency(claim) in {bill.REPLACES, bill.VOIDS}:
        return
    kind = claim.kind.value if claim.kind else None
    for past in claim.history:
        same = is_same_provider(claim, past)
        if past.kind not in {None, kind} or same is False:
            continue
        told = {(c.code, c.served, frozenset(c.modifiers)) for c in past.of("CPT", "HCPCS") if c.served}
        lines = [ln for ln in claim.lines if ln.code and _AGAIN.isdisjoint(ln.modifiers)]
        again = [ln for ln in lines if (ln.code, claim.served_on(ln), frozenset(ln.modifiers)) in told]
        if len(again) == sum(ln.code is not None for ln in claim.lines):
            continue  # all of them: another edit says so
        for line in again:
            says = f"{line.code} of the same day with the same modifiers is on an earlier claim ({past.id})"
            fix = Fix("take the line off where it was done once", False, (Change(Op.REMOVE, line.at),))
            severity = Severity.DENY if same and not claim.is_facility else Severity.RISK
            yield Find(line.at, says, severity, (), (fix,), _CLEARS)


#: The modifiers that say that it was done again, or apart.
_AGAIN = frozenset({"76", "77", "91", "59", "XE", "XP", "XS", "XU", "27"})
_CLEARS = "what shows that it was done again: times, sites, orders, results; then a modifier says so"
