"""A code of one sex does not stand on the claim of the other; the edit ended in September 2024."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import SEX_UNTIL
from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis, Procedure
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.editor import Attributes

_SEXES = {"male": "M", "female": "F"}


@rule(
    holds=Period(ICD10, SEX_UNTIL),
    reviewed=None,
    cite=cite(5, "sex conflict"),
)
def sex_conflict(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code of one sex does not stand on the claim of the other; the edit ended in September 2024."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    codes: list[tuple[Diagnosis | Procedure, Attributes]] = [(d, stay.of(d)) for d in stay.claim.listed]
    codes += [(p, stay.of_procedure(p)) for p in stay.claim.procedures]
    for code, attributes in codes:
        wanted = attributes & _SEXES.keys()
        if wanted and stay.claim.sex not in {_SEXES[word] for word in wanted}:
            said = "the claim says no sex" if stay.claim.sex is None else "the claim says the other"
            says = f"{code.code} is a code of {' and '.join(sorted(wanted))} patients, and {said}"
            clears = "the sex as registered, and the diagnosis or procedure as the record says it"
            yield Find(code.at, says, Severity.RETURN, stay.row(code), clears=clears)
