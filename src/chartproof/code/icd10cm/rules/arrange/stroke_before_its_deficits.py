"""An acute stroke before what it took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

STROKES = ("I60", "I61", "I62", "I63")
#: Paralysis, and what is lost of speech, face, sight and attention.
DEFICITS = ("G81", "G83.1", "G83.2", "G83.3", "R47", "R29.81", "R41.4", "R13.1", "H53.46", "R27.0")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.A, IV.D", URL),
)
def stroke_before_its_deficits(coding: Coding, _: Books) -> Iterator[Order]:
    """An acute stroke that is addressed stands before the paralysis and the losses that go with it."""
    for stroke in coding.having(*STROKES):
        if stroke.needed is Needed.ADDRESSED:
            yield from (Order(stroke, deficit) for deficit in coding.having(*DEFICITS))
