"""Hyperbaric oxygen is the physician's one session, and the facility's half hours in the chamber."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.infusing import minutes_of
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(32, "30.1"))
def hyperbaric_oxygen(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Hyperbaric oxygen is the physician's one session, and the facility's half hours in the chamber."""
    facility = scene.coding.encounter.claim_kind is ClaimKind.FACILITY
    for done in scene.of("hyperbaric oxygen")[:1]:
        told = minutes_of(scene, done) if facility else None
        if not facility:
            yield Bill("99183", done, ())
        elif told is None:
            yield lacking(__name__, done, "the minutes in the chamber")
        elif units := (told[0] + 14) // 30:
            yield Bill("G0277", done, (told[1],), units)
