"""Low hemoglobin that was treated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, fall, given, is_named, limit_for, on_a_ward, signs, some, values
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
def anemia(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what low or falling hemoglobin represents where blood or iron is given and no anemia is named."""
    treatment = (
        *acts(coding, "red cells transfused", "iron given"),
        *given(coding, "epoetin", "ferrous sulfate"),
    )
    measured = values(coding, "hemoglobin")
    low = beyond(coding, books.day, "hemoglobin low")
    by = limit_for(coding, "hemoglobin fall", books.day)
    fell = tuple(m.evidence for m in fall(measured, by.value) if m.evidence) if by and not low else ()
    if (
        treatment
        and (low or fell)
        and on_a_ward(coding)
        and not is_named(coding, template("hemoglobin").codes)
    ):
        yield question(__name__, "hemoglobin", coding, some(low, fell, treatment, signs(coding, "bleeding")))
