"""A fraction of external radiation is reported by one of three levels, by technique, isocenters and management of motion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import cpt
from chartproof.code.services.operations import chosen
from chartproof.codesets.books import Books
from chartproof.model.period import Period
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=Period(date(2026, 1, 1), None), reviewed=None, cite=cpt("radiation treatment delivery: levels"))
def radiation_delivery(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A fraction of external radiation is reported by one of three levels, by technique, isocenters and management of motion."""
    for done in scene.of("radiation delivery")[:1]:
        row = chosen(scene, done, "radiation_deliveries")
        if row is None or row.row["code"] == "?":
            yield lacking(__name__, done, row.row["asks"] if row else "by what technique it was delivered")
        else:
            yield Bill(row.row["code"], done, row.because)
