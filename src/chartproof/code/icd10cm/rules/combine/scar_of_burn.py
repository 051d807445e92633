"""A scar that a burn left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import BURNS, degree_of, site_of, stem
from chartproof.code.icd10cm.causes import causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

SCARS = ("L90.5", "L91.0")
#: "burn scar of the hand", "scar from a scald".
LEFT = Pattern(
    r"\bburn scars?\b|\bscar\w*\b[^.;]{0,80}\b(?:from|after|due to|of)\b[^.;]{0,40}\b(?:burn|scald)",
    re.IGNORECASE,
)
#: The degree where none is told.
UNSPECIFIED = "0"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.7, I.C.19.d.8, I.C.20.i.1", URL),
)
def scar_of_burn(coding: Coding, books: Books) -> Iterator[Give]:
    """The scar of a burn is followed by the burn with the seventh character S, and by its cause with the same."""
    for scar in coding.having(*SCARS):
        lines = [m.line for m in scar.mentions if BURNS.search(m.line.words)]
        told = next((line for line in lines if LEFT.search(line.words) and site_of(line.words)), None)
        if told is None:
            continue
        degree = next((d for line in lines if (d := degree_of(line.words))), UNSPECIFIED)
        begins = stem(site_of(told.words) or "", degree, told.words)
        value, fresh = f"{begins}S", coding.having(f"{begins}A")
        if books.tabular.billable(value) is not None and not coding.having(value):
            yield Give(value, (scar, told), fresh, scar.needed, Why.EXCLUDED)
        yield from _causes(coding, lines, scar)


def _causes(coding: Coding, lines: list[Evidence], scar: Assignment) -> Iterator[Give]:
    """The causes that only these lines tell."""
    for cause in causes(coding):
        if cause.value[-1:] in "AD" and cause.mentions and all(m.line in lines for m in cause.mentions):
            yield Give(f"{cause.value[:-1]}S", (cause, scar), (cause,), cause.needed, Why.EXCLUDED)
