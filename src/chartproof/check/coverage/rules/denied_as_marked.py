"""A line whose modifier asks Medicare to deny it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.sources import SINCE_GX, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_WHO = {
    "GZ": "nothing may be asked of the patient",
    "GY": "it is excluded by statute, and the patient or another payer pays",
    "GX": "a notice was given of one's own accord, and the patient pays",
}


@rule(holds=SINCE_GX, reviewed=None, cite=claims_manual(1, "60.4 (noncovered charges); chapter 30, 50"))
def denied_as_marked(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Medicare denies a line with GZ, GY or GX as it is marked; who then pays differs."""
    if claim.payer is not Payer.MEDICARE:
        return
    for line in claim.lines:
        mark = next((m for m in ("GZ", "GY", "GX") if m in line.modifiers), None)
        if mark is not None:
            kept = tuple(m for m in line.modifiers if m != mark)
            fix = Fix(
                f"take {mark} off where payment is expected after all",
                safe=False,
                changes=(Change(Op.SET, f"{line.at}.modifiers", kept),),
            )
            yield Find(
                f"{line.at}.modifiers",
                f"{mark} asks for a denial: {_WHO[mark]}",
                Severity.DENY,
                (),
                (fix,),
                "a diagnosis and findings that meet the policy, in the record",
            )
