"""A service at a place where the fee schedule says that it is rarely or never done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import field
from chartproof.check.fees.listed import found, listed
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import codes

SYSTEM = "place-of-service"


@rule(
    holds=Period(date(2004, 1, 1), None), reviewed=None, cite=field("non-facility and facility NA indicators")
)
def place_not_usual(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A service stands at a place where it is done: an office, or a facility, as the fee schedule has it."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        fees, place = each.fees, each.line.place
        if place is None or fees.status != "A" or not (fees.nonfacility_na or fees.facility_na):
            continue
        try:
            row = books.read(SYSTEM, codes, each.day).row(place)
        except NoReleaseCoversError as error:
            yield NotRun(str(error))
            return
        rate = row["rate"] if row else ""
        if (rate == "non-facility" and fees.nonfacility_na) or (
            rate == "facility" and fees.facility_na and fees.pc_tc == "0"
        ):
            where = "outside a facility" if rate == "non-facility" else "in a facility"
            says = f"{each.line.code} is rarely or never done {where}, and place {place} is there"
            yield found(claim, each, "place", says, Severity.RISK, clears="the record of where it was done")
