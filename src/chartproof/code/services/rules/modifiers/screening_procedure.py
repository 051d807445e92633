"""A screening endoscopy is told to be one: by Medicare's codes where nothing was found to treat, else by a modifier."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(18, "60"))
def screening_procedure(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A screening endoscopy is told to be one: by Medicare's codes where nothing was found to treat, else by a modifier."""
    scene, bills = subject

    claim = scene.coding.encounter
    medicare = claim.payer is Payer.MEDICARE
    for bill in bills:
        words = (
            found(scene, whole(scene, bill.of), _SCREENING)
            if bill.of.means in {"colonoscopy", "sigmoidoscopy"}
            else None
        )
        if words is None or found(scene, whole(scene, bill.of), _NOT):
            continue
        if not medicare:
            yield Modify(bill, "33", (words,))
        elif bill.code == "45378":
            high = found(scene, whole(scene, bill.of), _HIGH)
            yield Modify(bill, "", (words,), instead="G0105" if high else "G0121")
        elif bill.code != "45330":
            yield Modify(bill, "PT", (words,))


_SCREENING = re.compile(r"\b(?:screening|surveillance)\b")
_NOT = re.compile(r"\b(?:not|no longer) (?:a )?screening\b|\bdiagnostic colonoscopy\b")
_HIGH = re.compile(
    r"\bhigh[- ]risk\b|\b(?:personal )?history of (?:\w+ ){0,2}(?:polyps?|adenomas?|colon cancer|colorectal cancer)|\bfamily history of (?:\w+ ){0,2}(?:colon|colorectal|polyp)|"
    r"\bsurveillance\b|\bulcerative colitis\b|\bcrohn|\b(?:mother|father|brother|sister|parent|sibling)\b[^.;]{0,30}\bcolon"
)
