"""Hypertension with heart failure, with chronic kidney disease, and with both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Stages 5 and end stage take the second code of each pair.
LATE = {"N18.5", "N18.6"}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "ICD-10-CM Official Guidelines FY 2026",
        "I.C.9.a",
        "https://www.cms.gov/files/document/fy-2026-icd-10-cm-coding-guidelines.pdf",
    ),
)
def hypertension_with_heart_and_kidney_disease(coding: Coding, _: Books) -> Iterator[Give]:
    """Hypertension with heart failure or chronic kidney disease is one combination code: they are presumed related."""
    pressure = coding.having("I10", "I11", "I12")
    heart = coding.having("I50") or tuple(a for a in coding.having("I11.0"))
    kidney = coding.having("N18") or coding.having("I12")
    if not pressure or coding.having("I13"):
        return
    grounds: tuple[Assignment, ...] = (pressure[0], *heart[:1], *kidney[:1])
    late = any(a.value in LATE or a.value == "I12.0" for a in kidney)
    if heart and kidney:
        yield Give("I13.2" if late else "I13.0", because=grounds, instead_of=pressure)
    elif heart and pressure[0].value == "I10":
        yield Give("I11.0", because=grounds, instead_of=pressure)
    elif kidney and pressure[0].value == "I10":
        yield Give("I12.0" if late else "I12.9", because=grounds, instead_of=pressure)
