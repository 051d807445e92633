"""Modifiers on one line of which one says that a notice was given and the other that it was not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    ABN,
)
from chartproof.check.coverage.sources import SINCE_GX, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_APART = {
    "GX": frozenset({"EY", "GA", "GL", "GZ", "KB", "QL", "TQ"}),
    "GZ": frozenset({"GA", "GX"}),
    "GY": frozenset({"GA", "GZ"}),
}


@rule(
    holds=SINCE_GX,
    reviewed=None,
    cite=claims_manual(30, "50 (ABN) and chapter 1, 60.4 (noncovered charges and their modifiers)"),
)
def notice_conflict(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """GZ does not stand with GA, nor GX with what says that payment is expected or a notice was required."""
    if claim.payer not in {None, Payer.MEDICARE}:
        return
    for line in claim.lines:
        held = frozenset(line.modifiers)
        if not ABN & held:
            continue
        for one, others in _APART.items():
            if one in held and (wrong := others & held):
                named = " and ".join((one, *sorted(wrong)))
                fixes = (
                    Fix(
                        "keep GA where the patient signed a required notice, GX where a notice was voluntary, GY where it is excluded by statute, GZ where denial is expected and nothing was signed",
                        safe=False,
                    ),
                )
                yield Find(
                    f"{line.at}.modifiers",
                    f"{named} do not stand on one line",
                    Severity.RETURN,
                    (),
                    fixes,
                    "the signed notice (CMS-R-131), or that there is none",
                )
                break
