"""A screening endoscopy is told to be one: by Medicare's codes where nothing was found to treat, else by a modifier."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(18, "60"))
def screening_procedure(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A screening endoscopy is told to be one: by Medicare's codes where nothing was found to treat, else by a modifier."""
    scene, bills = subject

    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    for bill in bills:
        words = found(scene, whole(scene, bill.of), _SCREENING) if bill.of.means in _SCOPES else None
        if words is None:
            continue
        no = found(scene, whole(scene, bill.of), _NOT)
        if no:
            says = "the record calls the procedure diagnostic"
            yield Withhold(bill, "PT" if medicare else "33", says, (words, no))
        elif not medicare:
            yield Modify(bill, "33", (words,))
        elif bill.code == "45378":
            high = found(scene, whole(scene, bill.of), _HIGH)
            yield Modify(bill, "", (words,), instead="G0105" if high else "G0121")
            yield Withhold(bill, "33", "Medicare's code tells the screening by itself", (words,))
        elif bill.code != "45330":
            yield Modify(bill, "PT", (words,))
            yield Withhold(bill, "33", "Medicare wants PT for a screening that turned to treatment", (words,))


_SCOPES = frozenset({"colonoscopy", "sigmoidoscopy"})
_SCREENING = Pattern(r"\b(?:screening|surveillance)\b")
_NOT = Pattern(r"\b(?:not|no longer) (?:a )?screening\b|\bdiagnostic colonoscopy\b")
_HIGH = Pattern(
    r"\bhigh[- ]risk\b|\b(?:personal )?history of (?:\w+ ){0,2}(?:polyps?|adenomas?|colon cancer|colorectal cancer)|\bfamily history of (?:\w+ ){0,2}(?:colon|colorectal|polyp)|"
    r"\bsurveillance\b|\bulcerative colitis\b|\bcrohn|\b(?:mother|father|brother|sister|parent|sibling)\b[^.;\n]{0,30}\bcolon"
)
