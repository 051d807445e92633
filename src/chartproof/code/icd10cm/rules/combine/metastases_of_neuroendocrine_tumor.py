"""What a malignant carcinoid or another neuroendocrine tumor has spread to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Secondary tumors of a carcinoid by the codes that those of a carcinoma have; elsewhere C7B.09.
_SPREAD = (
    ("C77", "C7B.01"),
    ("C78.7", "C7B.02"),
    ("C79.51", "C7B.03"),
    ("C78.6", "C7B.04"),
    ("C7", "C7B.09"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "ICD-10-CM Tabular List", "C7B; C77, C78, C79 Excludes1 secondary carcinoid and neuroendocrine tumors"
    ),
)
def metastases_of_neuroendocrine_tumor(coding: Coding, _: Books) -> Iterator[Give]:
    """The metastases of a malignant carcinoid or neuroendocrine tumor are its own secondary tumors, where it is the one primary tumor of the record."""
    primary = coding.having("C7A")
    if not primary or _others(coding):
        return
    for spread in coding.having("C77", "C78", "C79"):
        value = next(to for of, to in _SPREAD if spread.value.startswith(of))
        carcinoid = primary[0].value.startswith("C7A.0")
        yield Give(value if carcinoid else "C7B.8", because=(spread, primary[0]), instead_of=(spread,))


def _others(coding: Coding) -> list[Assignment]:
    """Primary tumors of another kind."""
    return [a for a in coding.having("C") if not a.value.startswith(("C77", "C78", "C79", "C7A", "C7B"))]
