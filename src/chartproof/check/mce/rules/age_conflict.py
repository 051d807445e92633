"""A diagnosis of newborns, children, mothers or adults stands only on a claim of that age."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.editor import AGES


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(4, "age conflict"),
)
def age_conflict(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A diagnosis of newborns, children, mothers or adults stands only on a claim of that age."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find | NotRun]:
    for dx in stay.claim.listed:
        for group in (g for g in AGES if g in stay.of(dx)):
            ages = stay.editor.ages(group, stay.day)
            if stay.age is None or ages is None:
                yield NotRun(f"{dx.at} is a code of {group} patients, and the age is not known")
                break
            if not ages[0] <= stay.age <= ages[1]:
                yield _find(stay, dx, group, ages)
                break


def _find(stay: Stay, dx: Diagnosis, group: str, ages: tuple[int, int]) -> Find:
    span = f"{ages[0]}" if ages[0] == ages[1] else f"{ages[0]} to {ages[1]}"
    says = f"{dx.code} is a {group} code, for ages {span}, and the patient's is another"
    clears = "the day of birth as registered, and the diagnosis as the record says it"
    return Find(dx.at, says, Severity.RETURN, stay.row(dx), clears=clears)
