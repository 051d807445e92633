"""A service of one age, for a patient of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from chartproof.check.form import figures
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule

_CITE = Cite(
    "Code set of services (licensed; our own words)", "preventive, newborn and critical care services by age"
)


@rule(holds=Period(date(2000, 1, 1), None), reviewed=None, cite=_CITE)
def age_of_code(claim: Claim, books: Books) -> Iterator[Find]:
    """A preventive visit, care of a newborn or a vaccination with counselling is of the patient's age."""
    if claim.born is None:
        return  # another edit says so
    for line in claim.lines:
        day = claim.served_on(line)
        row = _row(line.code, day) if line.code and day else None
        if row is None:
            continue
        age = claim.age_on(day)
        if age is not None and not int(row["least"]) <= age <= int(row["most"]):
            says = f"{line.code} is of another age than the patient's ({row['what']})"
            fix = Fix("the code of the patient's age, or the day of birth", safe=False)
            yield Find(f"{line.at}.code", says, Severity.DENY, (), (fix,), _CLEARS)


_CLEARS = "the day of birth, as the record tells it"


@lru_cache(maxsize=4096)
def _row(code: str, day: date) -> Mapping[str, str] | None:
    for row in figures.on("age_of_code", day):
        first, _, last = row["codes"].partition("-")
        if first <= code <= last:
            return row
    return None
