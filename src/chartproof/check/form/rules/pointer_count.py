"""More pointers on a line than the form has room for."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_MOST = 4


@rule(holds=SINCE_5010, reviewed=None, cite=standard("diagnosis pointers of a line"))
def pointer_count(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A line points to at most four diagnoses."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        if len(line.pointers) > _MOST:
            says = f"a line points to {_MOST} diagnoses at most, this one to {len(line.pointers)}"
            fix = Fix("keep the four that most are the reason for it, the first one first", safe=False)
            yield Find(f"{line.at}.pointers", says, Severity.REJECT, (), (fix,))
