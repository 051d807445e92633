"""A drug bought under the 340B program says so to Medicare: JG, or TB where the hospital's kind asks for it; from 2025 TB alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.told import first
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2018, 1, 1), None),
    reviewed=None,
    cite=Cite(
        "CY 2018 OPPS final rule, 82 FR 52356; CMS, Part B Inflation Rebate Guidance: Use of the 340B Modifier",
        "modifiers JG and TB",
    ),
)
def discounted_drug(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A drug bought under the 340B program says so to Medicare: JG, or TB where the hospital's kind asks for it; from 2025 TB alone."""
    scene, bills = subject

    claim = scene.coding.encounter
    words = first(claim, _BOUGHT) if claim.payer is Payer.MEDICARE else None
    if words is None or claim.began is None:
        return
    drugs = [b for b in bills if b.of.work == "drug"]
    no = first(claim, _NOT)
    if no is None and claim.claim_kind is not ClaimKind.FACILITY and claim.began < _ALL_CLAIMS:
        return
    modifier = "TB" if claim.began >= _TB_ALONE or first(claim, _EXEMPT) else "JG"
    for bill in drugs:
        if no:
            yield Withhold(bill, modifier, "the drug was not bought under the program", (no,))
        else:
            yield Modify(bill, modifier, (words,))


_ALL_CLAIMS = date(2024, 1, 1)
_TB_ALONE = date(2025, 1, 1)
_BOUGHT = Pattern(r"\b340b\b")
_NOT = Pattern(r"\b(?:not|non)[- ](?:\w+ ){0,4}340b\b|\b340b\W{1,3}(?:no|n/a|not)\b")
_EXEMPT = Pattern(
    r"\b(?:rural )?sole community hospital\b|\bchildren's hospital\b|\b(?:pps-exempt )?cancer hospital\b"
)
