"""A poisoning behind what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first, listed
from chartproof.codesets.books import Books
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b", URL),
)
def poisoning_first(claim: Claim, books: Books) -> Iterator[Find]:
    """The code of a poisoning stands before those of its manifestations."""
    on = listed(claim, books)
    one = next((x for x in on if is_named(x.code, "T36-T50@1-4") and x.entry.char == "A"), None)
    if one is None or on[0] is one or on[0].code[0] in "TZ":
        return
    says = f"{one.code} tells a poisoning; it stands before its manifestations, and {on[0].code} stands first"
    fixes = (first(f"put {one.code} first, if {on[0].code} came of it", one.at),)
    clears = f"a record that {on[0].code} did not come of the poisoning and was treated before it"
    yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), fixes, clears)
