"""A second myocardial infarction within four weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.infarction import is_initial, is_subsequent, subsequent_code
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: ST elevation of unspecified site, and an infarction of which nothing more is told.
UNSPECIFIED = ("I21.3", "I21.9")


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e.4", URL),
)
def subsequent_infarction(coding: Coding, _: Books) -> Iterator[Give]:
    """A new infarction within four weeks of the first is subsequent, if both are of type 1 or unspecified."""
    single = [a for a in coding.having("I21") if subsequent_code(a)]
    first = [a for a in single if any(is_initial(m) for m in a.mentions)]
    second = [a for a in single if a not in first and a.value not in UNSPECIFIED]
    for infarction in single if first else ():
        if second and infarction.value in UNSPECIFIED:
            continue  # the first or the second told again, without its site
        value = subsequent_code(infarction)
        later = [m for m in infarction.mentions if not is_initial(m)]
        named = infarction not in first or any(is_subsequent(m) for m in later)
        if value and later and named:
            gone = (infarction,) if infarction not in first else ()
            yield Give(
                value, because=(infarction, *(a for a in first if a is not infarction)), instead_of=gone
            )
