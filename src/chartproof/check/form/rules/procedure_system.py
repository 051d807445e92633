"""A procedure of ICD-10-PCS on a claim that is no stay."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_ICD10
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Stays of a skilled nursing facility: a payer may want them there.
_NURSING = ("021", "022")


@rule(holds=SINCE_ICD10, reviewed=None, cite=Cite("45 CFR 162.1002", "(c)(3)"))
def procedure_system(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """ICD-10-PCS codes stand on institutional claims of hospital inpatients alone."""
    if claim.kind is None or claim.is_inpatient is not False or (claim.bill_type or "").startswith(_NURSING):
        return
    for px in claim.procedures:
        says = (
            "ICD-10-PCS is for hospital inpatients: this claim reports what was done by CPT and HCPCS codes"
        )
        fix = Fix(
            "take it off; a line with the CPT or HCPCS code reports it",
            safe=False,
            changes=(Change(Op.REMOVE, px.at),),
        )
        yield Find(px.at, says, Severity.REJECT, (), (fix,))
