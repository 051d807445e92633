"""What is ordered, billed to Medicare without who ordered it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Imaging and the laboratory, and what suppliers deliver on an order.
_FIRST, _LAST = "70010", "89398"
#: What is done in an operation or a treatment, and not on an order of its own: guidance by images, radiation therapy.
_NOT_ORDERED = (("76930", "76965"), ("76998", "76998"), ("77001", "77022"), ("77261", "77799"))
_SUPPLIES = ("E0", "E1", "E2", "K0", "L0", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "B4", "B9")


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(26, "10.4 (item 17)"))
def ordering_provider(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A professional claim to Medicare of a test, an image or equipment gives the provider identifier of who ordered it."""
    if (
        claim.kind is not ClaimKind.PROFESSIONAL
        or claim.payer is not Payer.MEDICARE
        or parties.is_named(claim, parties.ORDERING)
    ):
        return
    for line in claim.lines:
        if line.code and _is_ordered(line.code) and "26" not in line.modifiers:
            says = f"{line.code} is done on an order: the claim gives the provider identifier (NPI) of who ordered it"
            fix = Fix(
                "name who ordered it; who rendered it too, where they ordered it themselves", safe=False
            )
            yield Find("claim.providers", says, Severity.RETURN, (), (fix,), clears="the signed order")
            return


def _is_ordered(code: str) -> bool:
    if any(first <= code <= last for first, last in _NOT_ORDERED):
        return False
    return _FIRST <= code <= _LAST or code.startswith(_SUPPLIES)
