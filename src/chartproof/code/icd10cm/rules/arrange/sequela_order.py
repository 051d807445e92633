"""What is left behind, before what left it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


#: Codes that say only that a condition is the late effect of another.
LEFT_BY = ("B90", "B91", "B92", "B94", "E64", "G09", "O94")



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.10", URL),
)
def sequela_order(coding: Coding, _: Books) -> Iterator[Order]:
    """The condition that remains is sequenced first, the code of the sequela second."""
    late = [a for a in coding.assignments if a.value.startswith(LEFT_BY) or (len(a.value) == 8 and a.value[-1] == "S" and a.value[0] in "ST")]
    for sequela in late:
        for remains in coding.assignments:
            if remains not in late and not remains.value.startswith(("V", "W", "X", "Y", "Z")):
                yield Order(remains, sequela)
