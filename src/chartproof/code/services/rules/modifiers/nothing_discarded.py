"""Medicare wants to know that of a single-dose container nothing was discarded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.services.authority import manual
from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=Period(date(2023, 7, 1), None), reviewed=None, cite=manual(17, "40"))
def nothing_discarded(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Medicare wants to know that of a single-dose container nothing was discarded."""
    scene, bills = subject

    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        if (
            not bill.code.startswith(("J", "Q"))
            or bill.modifiers
            or any("JW" in b.modifiers and b.code == bill.code for b in bills)
        ):
            continue
        single = said(scene, bill.of, _SINGLE)
        none = said(scene, bill.of, _NONE)
        if none or single:
            yield Modify(bill, "JZ", tuple(e for e in (single, none) if e))


_SINGLE = re.compile(r"\bsingle[- ](?:dose|use)\b|\bsdv\b|\bprefilled syringe\b")
_NONE = re.compile(
    r"\b(?:no|nothing|zero|none)\b[^.;]{0,20}\b(?:wast\w+|discard\w*|left over|leftover|remain\w*)|\b(?:wast\w+|discard\w*)(?: amount)?:? (?:none|0|zero)|\b(?:entire|whole|full) (?:vial|contents|bottle|syringe)\b|\bused (?:entirely|up|completely)\b|\ball of it (?:was )?given"
)
