"""A lens clouded in more than one way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Forms of the cataract of age by the digit of the eye: of the nucleus, of the cortex, behind the lens.
_NUCLEAR, _OTHERS, _COMBINED = "H25.1", ("H25.01", "H25.03", "H25.04"), "H25.81"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def cataract_of_combined_forms(coding: Coding, books: Books) -> Iterator[Give]:
    """Cataracts of age of two forms in one eye are one code of combined forms."""
    for nuclear in coding.having(_NUCLEAR):
        eye = nuclear.value[-1]
        others = tuple(a for a in coding.having(*_OTHERS) if a.value[-1] == eye)
        value = f"{_COMBINED}{eye}"
        if others and books.tabular.billable(value):
            both = (nuclear, *others)
            yield Give(value, because=both, instead_of=(*both, *coding.having("H25.9", "H26.9")))
