"""The intent of a poisoning, told in its own line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import SUBSTANCES
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.poisoned import intent_of, with_intent
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b, I.C.20.h", URL),
)
def poisoning_by_its_intent(coding: Coding, books: Books) -> Iterator[Give]:
    """A poisoning or toxic effect is coded as self-harm or of undetermined intent where its line says so."""
    for poisoning in coding.having(*SUBSTANCES):
        for line in (m.line for m in poisoning.mentions):
            value = with_intent(poisoning, intent_of(line.words), books)
            if value is not None:
                yield Give(value, (poisoning, line), (poisoning,))
                break
