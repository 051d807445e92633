"""A diagnosis that does not go with the age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.editor import AGES, SYSTEM, Editor


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
    editor = books.read(SYSTEM, Editor)
    day = books.day_of(editor.release) or books.day
    for dx in claim.listed:
        for word in (w for w in AGES if w in (editor.diagnosis(dx.code, day) or ())):
            ages = editor.ages(word, day)
            if age is None or ages is None:
                yield NotRun("the claim does not say when the patient was born")
                return
            least, most = ages
            if not least <= age <= most:
                says = (
                    f"{dx.code} is a {word} diagnosis (ages {least} to {most}); the patient is {_told(age)}"
                )
                clears = "the day of birth, or the diagnosis, as the record tells it"
                severity = Severity.RETURN if claim.is_facility else Severity.RISK
                yield Find(
                    dx.at, says, severity, (Row(editor.release.name, "diagnoses", dx.code),), (), clears
                )


def _told(age: int) -> str:
    return "younger than a year" if age == 0 else "older than 17" if age > 17 else "a child"
