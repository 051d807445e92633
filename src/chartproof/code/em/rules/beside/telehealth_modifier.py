"""A visit by video or by telephone alone says so by the modifier that its payer wants on its day."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.telehealth import held, telehealth
from chartproof.code.claim.told import Told, on_visit
from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.visit import Add, Family, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("190"))
def telehealth_modifier(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A visit by video or by telephone alone says so by the modifier that its payer wants on its day."""
    visit, level = found
    if level.code is None:
        return
    video, audio = held(visit.coding)
    if visit.family is Family.TELEMEDICINE:
        if words := video or audio:
            modifier = "95" if video else "93"
            yield from on_visit([Told(modifier, (words,), "the code is one of telemedicine by itself")])
        return
    yield from on_visit(telehealth(visit.coding.encounter, video, audio))
