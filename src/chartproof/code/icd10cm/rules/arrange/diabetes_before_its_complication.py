"""A complication that diabetes has no code of its own for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: Other specified complications, whose note asks for a code that says which.
OTHER = ("E08.69", "E09.69", "E10.69", "E11.69", "E13.69")
#: How the figure of complications writes them.
_OTHER = "69"
DIABETES = ("E08", "E09", "E10", "E11", "E13")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.7, I.C.4.a", URL),
)
def diabetes_before_its_complication(coding: Coding, _: Books) -> Iterator[Order]:
    """Diabetes with a complication that another code names stands before that code, as its note asks."""
    for diabetes in coding.having(*OTHER):
        words = set(diabetes.proof.words())
        for other in coding.assignments:
            own = {e for mention in other.mentions for e in mention.evidence}
            row = row_for("diabetes_complications", other.value)
            if not other.value.startswith(DIABETES) and (own & words or (row and row[1] == _OTHER)):
                yield Order(diabetes, other)
