"""A stay without its admitting diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Role
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.6 (form locator 69)"))
def admitting_diagnosis(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A hospital stay says with which diagnosis the patient was admitted."""
    if claim.is_inpatient and claim.diagnoses and not any(d.role is Role.ADMITTING for d in claim.diagnoses):
        says = "a hospital stay is billed with the diagnosis at admission"
        yield Find(
            "claim.diagnoses",
            says,
            Severity.RETURN,
            clears="the admission order or the history and physical: why the patient was admitted",
        )
