"""A place of service that the code is not of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from chartproof.check.form import figures
from chartproof.check.form.sources import claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2003, 1, 1), None), reviewed=None, cite=claims_manual(12, "30.6"))
def place_of_code(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The place of service is one that the code is of."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        if line.code is None or line.place is None:
            continue
        row = _row(line.code, claim.served_on(line) or books.day)
        if row is None:
            continue
        if row["only"] and line.place not in row["only"].split():
            says = f"{line.code} ({row['what']}) is of the places {', '.join(row['only'].split())}, the line says {line.place[:4]}"
        elif line.place in row["never"].split():
            says = f"{line.code} ({row['what']}) is not of place {line.place}"
        else:
            continue
        fix = Fix("write the place where the patient was, or the code of a service at that place", safe=False)
        yield Find(
            f"{line.at}.place", says, Severity.DENY, (), (fix,), "where the record says the patient was"
        )


@lru_cache(maxsize=4096)
def _row(code: str, day: date) -> Mapping[str, str] | None:
    for row in figures.on("place_of_code", day):
        first, _, last = row["codes"].partition("-")
        if first <= code <= last:
            return row
    return None
