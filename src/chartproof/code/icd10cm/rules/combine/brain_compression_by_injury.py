"""A brain that an injury compresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Give
from chartproof.rules.core import rule

COMPRESSION = ("G93.5",)
#: Injuries of the brain and bleeding inside the skull at their first treatment.
INJURY = ("S06.1", "S06.2", "S06.3", "S06.4", "S06.5", "S06.6", "S06.8")
ALONE, WITH_HERNIATION = "S06.A0XA", "S06.A1XA"


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Compression, brain (stem), traumatic"),
)
def brain_compression_by_injury(coding: Coding, _: Books) -> Iterator[Give]:
    """Compression of the brain beside an injury of it is traumatic, with herniation where the record has one."""
    injuries = [a for a in coding.having(*INJURY) if a.value.endswith("A")]
    for pressed in coding.having(*COMPRESSION) if injuries else ():
        herniated = any(
            "herniat" in e.words.lower()
            for m in pressed.mentions
            if m.assertion.presence is Presence.PRESENT
            for e in m.evidence
        )
        value = WITH_HERNIATION if herniated else ALONE
        yield Give(value, because=(pressed, injuries[0]), instead_of=(pressed,))
