"""A procedure on an infant of less than 4 kg carries modifier 63, unless its code is for such infants already."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import found
from chartproof.code.services.surgery import is_professional, operations
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 63"))
def infant_below_4_kg(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A procedure on an infant of less than 4 kg carries modifier 63, unless its code is for such infants already."""
    scene, bills = subject

    ours = [b for b in operations(bills) if _FIRST <= b.code <= _LAST] if is_professional(scene) else []
    age = scene.coding.encounter.age
    if not ours or (age is not None and age > 0):
        return
    for bill in ours:
        infant = found(scene, whole(scene, bill.of), _INFANT)
        weight = _weight(scene, bill) if infant or age == 0 else None
        if weight is None:
            continue
        kilograms, words = weight
        told = (words, infant) if infant else (words,)
        if kilograms >= _LEAST:
            yield Withhold(
                bill, "63", f"the infant weighs {kilograms.normalize():f} kg; 63 is for less than 4 kg", told
            )
        elif bill.code in _EXEMPT:
            yield Withhold(bill, "63", "the code is valued for newborns already and takes no 63", told)
        else:
            yield Modify(bill, "63", told)


def _weight(scene: Scene, bill: Bill) -> tuple[Decimal, Evidence] | None:
    """What the infant weighs, in kilograms: the weight of the day before that at birth."""
    words = found(scene, whole(scene, bill.of), _NOW) or found(scene, whole(scene, bill.of), _WEIGHS)
    match = _WEIGHS.search(words.words.lower()) if words else None
    if words is None or match is None:
        return None
    number = Decimal(match["n"].replace(",", ""))
    return (number / 1000 if match["unit"].startswith("g") else number), words


_LEAST = Decimal(4)
_FIRST, _LAST = "20100", "69990"
_INFANT = Pattern(r"\b\d{1,2}[- ](?:days?|weeks?)[- ]old\b|\bnicu\b|\bneonatal intensive\b")
_WEIGHS = Pattern(
    r"\b(?:weigh(?:t|s|ing|ed)?|wt)\b[^.;\n\d]{0,24}(?P<n>\d{1,2}(?:\.\d{1,3})?|\d,?\d{3}) ?(?P<unit>kg|kilograms?|grams?|g)\b"
)
_NOW = Pattern(r"\b(?:current|present|today's|operative) " + _WEIGHS.pattern.removeprefix(r"\b"))
#: Codes that CPT names as exempt: circumcision of newborns, their vessels, pylorus, early hernias.
_EXEMPT = frozenset({"54000", "54150", "54160", "36415", "36420", "36450", "36510", "36660", "43520", "49491", "49492", "49495", "49496", "49600"})  # fmt: skip
