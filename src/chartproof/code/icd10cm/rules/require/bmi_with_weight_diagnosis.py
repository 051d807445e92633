"""Body mass index beside a diagnosis of weight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Mark, Reject
from chartproof.rules.core import rule

#: Diagnoses of weight: malnutrition, overweight and obesity, abnormal weight change, cachexia.
WEIGHT = (
    "E40",
    "E41",
    "E42",
    "E43",
    "E44",
    "E45",
    "E46",
    "E66",
    "E64.0",
    "R63.4",
    "R63.5",
    "R63.6",
    "R64",
    "F50.0",
)
#: Z68 for adults begins at this age (Tabular List Z68).
ADULT = 20


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def bmi_with_weight_diagnosis(coding: Coding, books: Books) -> Iterator[Give | Reject | Mark]:
    """Body mass index is coded only beside a weight diagnosis, and not in pregnancy."""
    weight = coding.having(*WEIGHT)
    given = coding.having("Z68")
    pregnant = coding.having("O", "Z33", "Z34", "Z3A")
    for index in given:
        if not weight or pregnant:
            yield Reject(index, Why.UNSUPPORTED, because=pregnant[:1])
        elif weight[0].needed is not Needed.ALSO:
            yield Mark(index, needed=Needed.OBLIGED)
    age = coding.encounter.age
    if given or pregnant or not weight or (age is not None and age < ADULT):
        return
    measured = next((m for m in coding.reading.measures if m.name == "bmi"), None)
    code = _code(measured.value, books) if measured else None
    if measured and code:
        needed = Needed.ALSO if weight[0].needed is Needed.ALSO else Needed.OBLIGED
        yield Give(code, because=(ground_of(measured), weight[0]), needed=needed)


def _code(value: Decimal, books: Books) -> str | None:
    """The Z68 code of an adult's index, to one decimal: of the rows for it, the one in the book of the day."""
    rounded = round(value, 1)
    for low, high, code, _ in rows("body_mass_index"):
        if Decimal(low) <= rounded <= Decimal(high) and books.tabular.billable(code):
            return code
    return None
