"""What remains, then what it remains of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: Sequelae of infections, malnutrition, obstetric conditions, inflammation of the brain, COVID-19.
LATE = ("B90", "B91", "B92", "B94", "E64", "E68", "G09", "O94", "U09")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.10, I.C.15.p.3", URL),
)
def sequela_order(coding: Coding, _: Books) -> Iterator[Order]:
    """The condition that remains stands before the code of the illness or injury it is a sequela of."""
    sequelae = [a for a in coding.assignments if a.value[7:] == "S" or a.value.startswith(LATE)]
    for late in sequelae:
        for residual in coding.assignments:
            told_late = residual.value[7:] == "S" or residual.value.startswith(LATE)
            if not told_late and residual.value[0] not in "STVWXYZ" and in_one_line(residual, late):
                yield Order(residual, late)
