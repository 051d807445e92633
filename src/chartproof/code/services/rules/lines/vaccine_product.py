"""Each vaccine given is reported by its product."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.vaccines import is_named_elsewhere
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("vaccine products"))
def vaccine_product(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Each vaccine given is reported by its product."""
    seen: set[str] = set()
    for done in scene.work("vaccine"):
        row = next(r for r in figures("vaccines") if r["name"] == done.means)
        if row["code"] == "?":
            if not is_named_elsewhere(scene, done, row):
                yield lacking(__name__, done, "which vaccine product was given")
        elif row["code"] not in seen:
            seen.add(row["code"])
            yield Bill(row["code"], done, ())
