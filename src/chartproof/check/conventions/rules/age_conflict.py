"""A diagnosis that does not go with the age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.editor import day_of, opened, row_of, words_of

#: Ages in whole years, by the editor's groups.
_AGES = {"newborn": (0, 0), "pediatric": (0, 17), "maternity": (9, 64), "adult": (15, 124)}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite("Medicare Code Editor, Definitions of Medicare Code Edits", "Edit 4: age conflict"),
)
def age_conflict(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A diagnosis of one age does not go with a patient of another."""
    age = claim.age_on(claim.first or claim.day)
    if claim.is_inpatient or not claim.listed:
        return  # of a stay Medicare's editor says so
    editor = opened(books)
    day = day_of(editor, books)
    for dx in claim.listed:
        for word in words_of(dx.code, editor, day) & _AGES.keys():
            least, most = _AGES[word]
            if age is None:
                yield NotRun("the claim does not say when the patient was born")
                return
            if not least <= age <= most:
                says = (
                    f"{dx.code} is a {word} diagnosis (ages {least} to {most}); the patient is {_told(age)}"
                )
                clears = "the day of birth, or the diagnosis, as the record tells it"
                severity = Severity.RETURN if claim.is_facility else Severity.RISK
                yield Find(dx.at, says, severity, (row_of(dx.code, editor.release),), (), clears)


def _told(age: int) -> str:
    return "younger than a year" if age == 0 else "older than 17" if age > 17 else "a child"
