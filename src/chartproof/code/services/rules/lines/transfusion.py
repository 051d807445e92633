"""A transfusion is one service of its day, with each unit of each product of blood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import affirmed, count, words
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=manual(4, "231"))
def transfusion(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A transfusion is one service of its day, with each unit of each product of blood."""
    many = [
        d for d in scene.of("transfusion") if re.search(r"transfus|units?\b", d.near.words, re.IGNORECASE)
    ]
    if not many:
        return
    yield Bill("36430", many[0], ())
    given: set[str] = set()
    for done in many:
        for product in dict.fromkeys(row["product"] for row in figures("blood")):
            row = _row(scene, done, product)
            if row is None or product in given:
                continue
            given.add(product)
            units = count(scene, done.near, _UNITS)
            if units is None or not row["code"]:
                yield lacking(
                    __name__, done, f"how many units of {product}, and how the product was prepared"
                )
            else:
                yield Bill(row["code"], done, (units[1],), units[0])


_UNITS = r"(?:units?|u)"


def _row(scene: Scene, done: Done, product: str) -> dict[str, str] | None:
    """The row of a product that the sentence names, by how it was prepared."""
    for row in figures("blood"):
        if row["product"] == product and affirmed(scene, done.near, words(row["words"])):
            groups = [words(g) for g in row["prepared"].split(" & ") if g]
            if all(affirmed(scene, done.near, g) or affirmed(scene, done.scene, g) for g in groups):
                return row
    return None
