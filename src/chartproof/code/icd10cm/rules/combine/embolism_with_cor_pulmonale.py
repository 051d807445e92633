"""Pulmonary embolism with acute cor pulmonale, told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Embolism without acute cor pulmonale, by its kind, and with it.
KINDS = {"I26.90": "I26.01", "I26.92": "I26.02", "I26.99": "I26.09"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I26.0"),
)
def embolism_with_cor_pulmonale(coding: Coding, _: Books) -> Iterator[Give]:
    """Pulmonary embolism and the acute cor pulmonale it brought are one code, by the kind of embolism."""
    heart = coding.having("I26.09")
    for embolism in coding.having(*KINDS) if heart else ():
        yield Give(KINDS[embolism.value], because=(embolism, heart[0]), instead_of=(embolism, *heart))
