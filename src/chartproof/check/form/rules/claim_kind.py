"""A claim that does not say which form it is for."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the claim"))
def claim_kind(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim says which of the two forms it is for: professional or institutional."""
    if claim.kind is None:
        fixes = tuple(_fixes(claim))
        yield Find(
            "claim.claim_kind",
            "the claim does not say whether it is professional or institutional",
            Severity.REJECT,
            (),
            fixes,
        )


def _fixes(claim: Claim) -> Iterator[Fix]:
    facility = claim.bill_type or any(line.revenue for line in claim.lines)
    place = any(line.place for line in claim.lines)
    if bool(facility) == place:
        return
    kind = "facility" if facility else "professional"
    because = "it has a type of bill or revenue codes" if facility else "its lines have places of service"
    yield Fix(f"write {kind}: {because}", safe=True, changes=(Change(Op.SET, "claim.claim_kind", kind),))
