"""A professional line that points to no diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("diagnosis pointers of a line"))
def pointer_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line of a professional claim points to a diagnosis of it."""
    if claim.kind is not ClaimKind.PROFESSIONAL or not claim.diagnoses:
        return
    for line in claim.lines:
        if not line.pointers:
            says = "the line points to no diagnosis"
            yield Find(
                f"{line.at}.pointers",
                says,
                Severity.REJECT,
                (),
                _fixes(claim, line.at),
                "for which diagnosis the record says it was done",
            )


def _fixes(claim: Claim, at: str) -> tuple[Fix, ...]:
    if len(claim.diagnoses) == 1:
        change = Change(Op.SET, f"{at}.pointers", ("1",))
        return (Fix("point to the only diagnosis of the claim", safe=True, changes=(change,)),)
    return ()
