"""A visit of the public health emergency that led to a test for COVID-19 carries CS for Medicare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.told import Told, each, on_visit, sentence
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2020, 3, 18), date(2023, 5, 11)),
    reviewed=None,
    cite=Cite("Families First Coronavirus Response Act", "section 6002"),
)
def cost_sharing_waived(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A visit of the public health emergency that led to a test for COVID-19 carries CS for Medicare."""
    visit, level = found
    encounter = visit.coding.encounter
    if level.code is None or encounter.payer is not Payer.MEDICARE:
        return
    for words in each(encounter, _TEST):
        low = sentence(encounter, words).words.lower()
        if _NOT.search(low):
            says = "the visit led to no test: it was made at home, before, or not at all"
            yield from on_visit([Told("CS", (words,), says)])
        else:
            yield Add("CS", (words,), modifier=True)
        return


_TEST = Pattern(
    r"\b(?:covid(?:-?19)?|sars-?cov-?2)\b[^.;\n]{0,24}\b(?:test\w*|pcr|swab\w*|antigen|naat)\b|\b(?:test\w*|pcr|swab\w*|antigen)\b[^.;\n]{0,24}\b(?:covid(?:-?19)?|sars-?cov-?2)\b"
)
_NOT = Pattern(
    r"\b(?:no|not|declin\w*|refus\w*|home (?:test|kit|covid)|at home|last (?:week|month)|yesterday|ago|previous\w*|outside|already)\b"
)
