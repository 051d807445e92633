"""The material of a cast or splint that an office put on is reported by its kind, what it is made of, and the patient's age."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.casts import casts_of, material, supply_of
from chartproof.code.services.finding import digits
from chartproof.code.services.whose import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(20, "170"))
def cast_material(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """The material of a cast or splint that an office put on is reported by its kind, what it is made of, and the patient's age."""
    claim = scene.coding.encounter
    if claim.claim_kind is ClaimKind.FACILITY or in_a_facility(claim):
        return
    seen: set[str] = set()
    for done, row in casts_of(scene):
        if done.means in seen:
            continue
        seen.add(done.means)
        told = material(scene, done)
        if row["place"] == "digit":
            yield Bill(row["plaster"], done, (), max(1, len(digits(scene, done))))
        elif told and (code := supply_of(scene, row, told[0])):
            yield Bill(code, done, (told[1],))
        elif told is None and "cast" in row["name"]:
            yield lacking(__name__, done, "what the cast is made of", ("plaster", "fiberglass"))
