"""A thyroid storm, and the disease it is of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "E05"),
)
def thyroid_storm_of_its_disease(coding: Coding, _: Books) -> Iterator[Give]:
    """A thyroid storm is coded to the disease of the thyroid that the record names."""
    for storm in coding.having("E05.91"):
        for disease in coding.having("E05.00", "E05.10", "E05.20", "E05.30", "E05.40", "E05.80"):
            yield Give(disease.value[:-1] + "1", because=(disease, storm), instead_of=(disease, storm))
