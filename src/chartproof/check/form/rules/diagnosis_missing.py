"""A claim without a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("diagnoses of a claim"))
def diagnosis_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every claim has a diagnosis: the first-listed or principal one."""
    if not claim.listed:
        clears = "the diagnosis that the record gives as the reason for what was done"
        yield Find("claim.diagnoses", "the claim has no diagnosis", Severity.REJECT, clears=clears)
