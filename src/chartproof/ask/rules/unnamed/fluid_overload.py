"""Diuretics by vein without a condition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, signs, some, values
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def fluid_overload(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what was treated with a diuretic by vein where natriuretic peptide is high and no heart failure is named."""
    peptide = beyond(coding, books.day, "bnp high", "nt-probnp high")
    wet = signs(coding, "fluid overload")
    treatment = acts(coding, "diuretic given by vein")
    answer = is_named(coding, template("fluid_overload").codes)
    if treatment and (peptide or wet) and on_a_ward(coding) and not answer:
        fraction = (m.evidence for m in values(coding, "ejection fraction") if m.evidence)
        yield question(__name__, "fluid_overload", coding, some(peptide, wet, treatment, fraction))
