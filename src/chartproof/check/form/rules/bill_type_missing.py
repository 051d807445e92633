"""An institutional claim without its type of bill."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the type of bill"))
def bill_type_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An institutional claim says its type of bill."""
    if claim.is_facility and claim.bill_type is None:
        says = "the claim does not say its type of bill: what facility, what care, which of a series of bills"
        yield Find("claim.bill_type", says, Severity.REJECT)
