"""Creatinine that rose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, is_named, limit_for, on_a_ward, rise, signs, some, values
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
def kidney_injury(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what a rise of creatinine by the measure of KDIGO represents, where no kidney injury is named."""
    if not on_a_ward(coding) or is_named(coding, template("creatinine").codes):
        return
    by, times = (
        limit_for(coding, "creatinine rise", books.day),
        limit_for(coding, "creatinine times", books.day),
    )
    rose = rise(values(coding, "creatinine"), by=by.value, times=times.value) if by and times else ()
    if rose:
        care = (*acts(coding, "fluids given"), *signs(coding, "casts"))
        shows = some((m.evidence for m in rose if m.evidence), care)
        tubules = ("acute tubular necrosis",) if signs(coding, "casts") else ()
        choices = (*tubules, *template("creatinine").choices)
        yield question(__name__, "creatinine", coding, shows, choices=choices)
