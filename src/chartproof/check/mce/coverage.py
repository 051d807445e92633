"""Whether Medicare covers a procedure of a stay, by the conditions that the editor's attributes stand for."""

from __future__ import annotations

from chartproof.check.mce.edited import Stay
from chartproof.model.claim import Procedure

#: Disc replacement of the lumbar spine is not covered above this age.
_DISC_AGE = 60


def noncovered(stay: Stay, px: Procedure) -> str | None:
    """Why a procedure is not covered; None where the editor finds nothing."""
    attributes = stay.of_procedure(px)
    if "noncovered" in attributes:
        return "Medicare does not cover it"
    if "ncov45" in attributes and not (_has_procedure(stay, "kidneyxp") or stay.diagnoses_with("diabtypeI")):
        return "a pancreas transplant is covered beside a kidney transplant or for type 1 diabetes, and neither is on the claim"
    if "ncov6" in attributes and (found := stay.diagnoses_with("ncov6")):
        return f"this transplant is not covered for {found[0].code} ({found[0].at})"
    if "ncov_z302" in attributes and (found := stay.diagnoses_with("ncov_z302")):
        return f"it is not covered as a sterilization, which {found[0].code} ({found[0].at}) says it is"
    if "ncov12agele60" in attributes and stay.age is not None and stay.age > _DISC_AGE:
        return f"it is not covered for patients older than {_DISC_AGE}"
    return None


def needs_age(stay: Stay, px: Procedure) -> bool:
    """Whether coverage of a procedure turns on an age that is not known."""
    return stay.age is None and "ncov12agele60" in stay.of_procedure(px)


def _has_procedure(stay: Stay, attribute: str) -> bool:
    return any(attribute in stay.of_procedure(px) for px in stay.claim.procedures)
