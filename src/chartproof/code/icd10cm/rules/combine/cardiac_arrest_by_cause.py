"""What made the heart stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.cardiac_arrest import causes_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

OPEN, OF_HEART, OF_ELSE = "I46.9", "I46.2", "I46.8"
HEART = ("I0", "I11", "I13", "I2", "I3", "I4", "I5", "Q20", "Q21", "Q22", "Q23", "Q24")
#: What is no disease of the heart though it stands among them.
LUNGS = ("I26", "I27", "I28")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I46.2, I46.8"),
)
def cardiac_arrest_by_cause(coding: Coding, _: Books) -> Iterator[Give]:
    """Cardiac arrest that the record lays to a disease is coded as due to a condition of the heart or to another."""
    for arrest in coding.having(OPEN):
        cause = next(causes_of(arrest, coding), None)
        if cause is not None:
            of_heart = cause.value.startswith(HEART) and not cause.value.startswith(LUNGS)
            yield Give(OF_HEART if of_heart else OF_ELSE, because=(arrest, cause), instead_of=(arrest,))
