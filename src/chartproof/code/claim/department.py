"""A hospital's department off its campus: excepted from the site-neutral payment (PO), or not (PN)."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import Told, first
from chartproof.model.coding import Fact
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Payer, Setting

_OFF = Pattern(
    r"\boff[- ]campus\b(?! (?:housing|apartment|student))[^.;\n]{0,60}|\bprovider[- ]based\b[^.;\n]{0,40}\boff[- ]campus\b"
)
_NOT_EXCEPTED = Pattern(
    r"\bnon-?excepted\b|\bnot excepted\b|\bsection 603\b|\b(?:opened|began billing|established|built) (?:after november 2,? 2015|in 20(?:1[6-9]|2\d))\b"
)
_EXCEPTED = Pattern(
    r"\b(?<!non-)(?<!non)(?<!not )(?:excepted|grandfathered)\b|\b(?:billing|billed|open(?:ed)?|established) (?:under opps )?before november 2,? 2015\b"
)


def off_campus(encounter: Encounter) -> Iterator[Told]:
    """PO or PN for Medicare, of a hospital's claim for outpatients."""
    if encounter.payer is not Payer.MEDICARE or encounter.setting is not Setting.OUTPATIENT:
        return
    off = first(encounter, _OFF)
    if off is None:
        return
    no, yes = first(encounter, _NOT_EXCEPTED), first(encounter, _EXCEPTED)
    modifier = "PN" if no else "PO"
    if encounter.claim_kind is ClaimKind.PROFESSIONAL:
        says = "a professional's claim tells the department off campus by place of service 19"
        yield Told(modifier, (off, Fact("claim_kind", "professional")), says)
    elif no or yes:
        yield Told(modifier, tuple(e for e in (off, no or yes) if e))
    else:
        yield Told("PO", (off,), "the record does not say whether the department is excepted")
