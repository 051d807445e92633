"""A test on the waived list by a laboratory with a certificate of waiver carries QW, where its code asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.claim.told import first
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=manual(16, "70.8"))
def waived_test(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A test on the waived list by a laboratory with a certificate of waiver carries QW, where its code asks for it."""
    scene, bills = subject

    claim = scene.coding.encounter
    waived = first(claim, _WAIVED) if claim.claim_kind is ClaimKind.PROFESSIONAL else None
    if waived is None:
        return
    higher = first(claim, _HIGHER)
    for bill in bills:
        modifier = _listed().get(bill.code)
        if modifier is None:
            continue
        if higher:
            says = "the laboratory has a certificate above that of waiver"
            yield Withhold(bill, "QW", says, (waived, higher))
        elif modifier:
            yield Modify(bill, modifier, (bill.of.evidence, waived))
        else:
            yield Withhold(bill, "QW", "the code is waived without it", (bill.of.evidence, waived))


_WAIVED = Pattern(
    r"\bclia[- ]waive[dr]?\b|\bwaived (?:test\w*|device|analyzer|meter|instrument|machine|lab\w*|kit|complexity)\b|\bcertificate of waiver\b|\bclia (?:certificate of )?waiver\b"
)
_HIGHER = Pattern(
    r"\bcertificate of (?:compliance|accreditation)\b|\b(?:moderate|high)[- ]complexity (?:lab\w*|certificate|clia)\b|\bppm[p]? certificate\b"
)


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return {row["code"]: row["modifier"] for row in figures("waived")}
