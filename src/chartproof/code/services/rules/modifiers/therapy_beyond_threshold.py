"""Therapy beyond Medicare's yearly threshold carries KX where the record says why it is still necessary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.told import first
from chartproof.code.services.authority import manual
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=Period(date(2018, 1, 1), None), reviewed=None, cite=manual(5, "10.3"))
def therapy_beyond_threshold(
    subject: tuple[Scene, tuple[Bill, ...]], _: Books
) -> Iterator[Modify | Withhold]:
    """Therapy beyond Medicare's yearly threshold carries KX where the record says why it is still necessary."""
    scene, bills = subject

    claim = scene.coding.encounter
    therapies = [b for b in bills if b.of.work == "therapy"]
    if not therapies or claim.payer is not Payer.MEDICARE:
        return
    below = first(claim, _BELOW)
    beyond = below or first(claim, _BEYOND)
    if beyond is None:
        return
    needed = first(claim, _NEEDED)
    for bill in therapies:
        if below:
            yield Withhold(bill, "KX", "the threshold is not reached", (below,))
        elif needed:
            yield Modify(bill, "KX", (beyond, needed))
        else:
            yield Withhold(
                bill, "KX", "the record does not say why therapy beyond the threshold is necessary", (beyond,)
            )


_BEYOND = Pattern(
    r"\b(?:exceed\w*|beyond|over|above|past|reached|met|surpass\w*)\b[^.;\n]{0,40}\b(?:threshold|therapy cap|cap)\b|\b(?:threshold|therapy cap)\b[^.;\n]{0,40}\b(?:exceed\w*|reached|met|surpassed|passed)\b|\bkx\b|\bexceed\w* \$[\d,]+"
)
_BELOW = Pattern(
    r"\b(?:not|below|under|yet to)\b[^.;\n]{0,40}\b(?:threshold|therapy cap)\b|\b(?:threshold|therapy cap)\b[^.;\n]{0,24}\b(?:not|has not been|isn't)\b[^.;\n]{0,16}\b(?:exceed\w*|reached|met)\b"
)
_NEEDED = Pattern(
    r"\bmedical(?:ly)? (?:necess\w+|required)\b|\bskilled (?:therapy|care|intervention|services?|need)\b[^.;\n]{0,40}\b(?:necessary|required|needed|warranted|continues?)\b|"
    r"\b(?:remains?|continues? to (?:be|need|require)|still)\b[^.;\n]{0,24}\b(?:necessary|skilled|requires?)\b|\bcontinued (?:skilled )?therapy is (?:necessary|needed|justified)\b"
)
