"""A visit whose code is of another place than the line's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find
from chartproof.rules.core import rule

_HOSPITALS = frozenset({"21", "51", "61"})
_HOMES = frozenset({"04", "12", "13", "14", "16", "33"})
_OFFICES = frozenset({"11", "17", "20", "49", "50", "71", "72"})
_NURSING = frozenset({"31", "32"})
#: First and last code of a family, the places it cannot be at, and what it is for.
_FAMILIES = (
    ("99202", "99215", _HOSPITALS | _NURSING, "an office or another outpatient place"),
    ("99221", "99239", _OFFICES | _HOMES | _NURSING, "a hospital's inpatient or observation care"),
    ("99281", "99285", _OFFICES | _HOMES | _NURSING | _HOSPITALS, "an emergency room"),
    ("99304", "99316", _OFFICES | _HOSPITALS | frozenset({"12", "23"}), "a nursing facility"),
    ("99341", "99350", _HOSPITALS | _NURSING | _OFFICES | frozenset({"23"}), "a home or residence"),
)


@rule(holds=Period(date(2023, 1, 1), None), reviewed=None, cite=manual(12, "30.6"))
def visit_place(claim: Claim, _: Books) -> Iterator[Find]:
    """A visit's code is of the place where the patient was: office, hospital, emergency room, nursing facility, home."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        code, place = line.code, line.place
        if code is None or place is None or code[:2] != "99":
            continue
        for first, last, never, what in _FAMILIES:
            if first <= code <= last and place in never:
                says = f"{code} is a visit of {what}, and place {place} is none"
                fix = Fix(
                    "the code of the family of the place, or the place where the patient was", safe=False
                )
                severity = by_payer(claim, Severity.DENY)
                yield Find(
                    f"{line.at}.place", says, severity, (), (fix,), "the record of where the patient was seen"
                )
