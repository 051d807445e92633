"""Stones in the gallbladder and in its duct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why, most_needed
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Of the gallbladder, and of the bile duct.
BOTH = ("K80.6", "K80.7")
GALLBLADDER, DUCT = ("K80.0", "K80.1", "K80.2"), ("K80.4", "K80.5")
#: The codes by the inflammation that they name; the rest names one without its kind, or none.
ACUTE = ("K80.0", "K80.12", "K80.13", "K80.42", "K80.43", "K80.46", "K80.47")
CHRONIC = ("K80.10", "K80.11", "K80.12", "K80.13", "K80.44", "K80.45", "K80.46", "K80.47")
NONE = ("K80.2", "K80.5")
#: Where the last digit says obstruction.
OBSTRUCTED = frozenset("K80.01 K80.11 K80.13 K80.19 K80.21 K80.41 K80.43 K80.45 K80.47 K80.51".split())


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "K80.6, K80.7"),
)
def stones_in_gallbladder_and_duct(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Stones in the gallbladder and in the bile duct are one code, by the cholecystitis and the obstruction that either names."""
    whole = coding.having(*BOTH)
    for part in coding.having(*GALLBLADDER, *DUCT) if whole else ():
        yield Reject(part, Why.LESS_SPECIFIC, whole[:1])
    if whole:
        return
    both = (*coding.having(*GALLBLADDER), *coding.having(*DUCT))
    if len({a.needed for a in both}) > 1 or not coding.having(*GALLBLADDER) or not coding.having(*DUCT):
        return  # stones that only the story tells are not joined to those of the assessment
    values = [a.value for a in both]
    blocked = any(value in OBSTRUCTED for value in values)
    if all(value.startswith(NONE) for value in values):
        value = f"K80.7{int(blocked)}"
    else:
        acute = any(value.startswith(ACUTE) for value in values)
        chronic = any(value.startswith(CHRONIC) for value in values)
        value = f"K80.6{2 * acute + 4 * chronic + blocked}"
    if books.tabular.billable(value) is not None:
        yield Give(value, both, both, most_needed(both))
