"""A superficial injury beside a deeper one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, listed, remove
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.injuries import is_within


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.b.1", URL),
)
def superficial_injury(claim: Claim, books: Books) -> Iterator[Find]:
    """A superficial injury is not reported beside a more severe injury of the same site."""
    injuries = [x for x in listed(claim, books) if x.code[0] == "S"]
    for one in injuries if len(injuries) > 1 else ():
        titles = ((x, x.entry.title) for x in injuries)
        deeper = next((x for x, title in titles if is_within(one.code, x.code, one.entry.title, title)), None)
        if deeper is not None:
            says = f"{one.code} is superficial, and {deeper.code} is a more severe injury of the same site"
            fixes = (remove(f"remove {one.code}, if it is of the same place", one.at),)
            clears = "a record that the superficial injury is at another place than the severe one"
            yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)
