"""A line without a charge."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the charge of a line"))
def charge_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line says what is charged for it."""
    for line in claim.lines:
        if line.charge is None:
            yield Find(f"{line.at}.charge", "the line does not say what is charged", Severity.REJECT)
