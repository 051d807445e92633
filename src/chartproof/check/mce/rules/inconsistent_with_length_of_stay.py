"""Ventilation of more than 96 hours needs a stay that has so many."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: A stay whose last day is fewer days behind its first has no more than 96 hours.
_DAYS = 4


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(19, "procedure inconsistent with length of stay"),
)
def inconsistent_with_length_of_stay(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Ventilation of more than 96 hours needs a stay that has so many."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find | NotRun]:
    began, ended = stay.claim.admitted or stay.claim.first, stay.claim.through
    for px in stay.claim.procedures:
        if "los" not in stay.of_procedure(px):
            continue
        if began is None or ended is None:
            yield NotRun(f"{px.at} needs a long stay, and its length is not known")
        elif (ended - began).days < _DAYS:
            says = f"{px.code} takes more than 96 hours, and the stay has {(ended - began).days + 1} days at most"
            fix = Fix("write the code of the hours that the flow sheet shows", safe=False)
            clears = "the hours of ventilation from start to end, and the days of the stay"
            yield Find(px.at, says, Severity.RETURN, stay.row(px), (fix,), clears)
