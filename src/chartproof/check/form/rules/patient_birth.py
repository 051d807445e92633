"""A patient whose birth is not said, or after what was done."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import OLDEST, edited
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: The oldest age that the Medicare Code Editor takes.


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the patient"))
def patient_birth(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim says when the patient was born, which is not after what was done and at most 124 years before."""
    if (stay := edited(claim, books)) and stay.finds_age:
        return  # Medicare's editor says so
    if claim.born is None:
        yield Find("patient.born", "the claim does not say when the patient was born", Severity.REJECT)
        return
    days = [day for day in (claim.first, claim.admitted, *(ln.served for ln in claim.lines)) if day]
    if days and claim.born > min(days):
        yield Find("patient.born", "the patient was born after the first day of the claim", Severity.REJECT)
    elif claim.day and (claim.age_on(claim.day) or 0) > OLDEST:
        yield Find("patient.born", f"the patient would be older than {OLDEST}", Severity.RETURN)
