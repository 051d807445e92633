"""A patient whose sex is not said."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import edited
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the patient"))
def patient_sex(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim says the patient's sex."""
    if claim.sex is None and not ((stay := edited(claim, books)) and stay.finds_sex):
        yield Find(
            "patient.sex",
            "the claim does not say the patient's sex: edits by sex cannot be made",
            Severity.RETURN if claim.is_facility else Severity.RISK,
        )
