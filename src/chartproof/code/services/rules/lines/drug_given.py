"""A drug given by a route that staff or physician give is reported by its code, in units of its dose, parts of a unit as a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.doses import dose, in_all, packed, row_of, wasted
from chartproof.code.services.given import by_drug, times_given
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(17, "10, 40"))
def drug_given(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A drug given by a route that staff or physician give is reported by its code, in units of its dose, parts of a unit as a whole one."""
    for name, many in by_drug(scene).items():
        row = row_of(name, many[0])
        summed = in_all(scene, many[0], row)
        each = [summed] if summed else [t for d in times_given(scene, many) if (t := dose(scene, d, row))]
        told = each or [t for d in many if (t := dose(scene, d, row))][:1]
        if not told:
            yield lacking(__name__, many[0], "the dose that was given")
            continue
        amount = sum((amount for amount, _ in told), Decimal(0))
        because = tuple(words for _, given in told for words in given)
        for code, units in packed(amount, row):
            yield Bill(code, many[0], because, units)
        if waste := wasted(scene, many[0], row):
            yield Bill(
                row["code"], many[0], (waste[1],), ceil(waste[0] / Decimal(row["amount"])), modifiers=("JW",)
            )
