"""Sinusitis of several sinuses, each named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The sinuses by code, chronic, acute and acute recurrent, and the code of more than one of them.
KINDS = (
    (("J32.0", "J32.1", "J32.2", "J32.3"), "J32.8"),
    (("J01.00", "J01.10", "J01.20", "J01.30"), "J01.80"),
    (("J01.01", "J01.11", "J01.21", "J01.31"), "J01.81"),
)
_ALL = 4


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "J01.8, J32.8"),
)
def sinusitis_of_several_sinuses(coding: Coding, _: Books) -> Iterator[Give]:
    """Sinusitis of more than one sinus, but not of all, is one code."""
    for sinuses, several in KINDS:
        found = coding.having(*sinuses)
        if 1 < len(found) < _ALL:
            yield Give(several, because=found, instead_of=found)
