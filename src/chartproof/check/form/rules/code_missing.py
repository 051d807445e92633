"""A professional line without a code."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the code of a line"))
def code_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line of a professional claim has a code."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        if line.code is None:
            yield Find(
                f"{line.at}.code",
                "the line has no code",
                Severity.REJECT,
                clears="what the record says was done",
            )
