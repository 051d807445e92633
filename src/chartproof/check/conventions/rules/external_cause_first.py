"""An external cause that stands first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first, first_listed, listed, not_first
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.6", URL),
)
def external_cause_first(claim: Claim, books: Books) -> Iterator[Find]:
    """A code of an external cause never stands first."""
    one = first_listed(claim, books)
    if one is None or not one.entry.is_cause or claim.is_inpatient:
        return  # of a stay Medicare's editor says so
    hurt = [x for x in listed(claim, books) if not x.entry.is_cause]
    says = f"{one.code} tells an external cause and stands first"
    injuries = [x for x in hurt if x.code[0] in "ST"]
    chosen = injuries if len(injuries) == 1 else hurt
    sole = len(chosen) == 1
    fixes = (
        (first(f"put {chosen[0].code} first", chosen[0].at, safe=sole and len(hurt) == 1),) if sole else ()
    )
    clears = "what the cause did to the patient, as the provider documents it; its code stands first"
    yield Find(one.at, says, not_first(claim), (code_row(one.code, books),), fixes, clears)
