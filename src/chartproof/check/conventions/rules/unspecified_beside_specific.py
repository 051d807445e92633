"""An unspecified code beside a more specific one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations

from chartproof.check.conventions.listed import Listed, code_row, listed, remove, same_but_side
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.less_specific import less_specific_than


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def unspecified_beside_specific(claim: Claim, books: Books) -> Iterator[Find]:
    """A code that leaves open what another of its category tells is not reported beside it."""
    by_category: dict[str, list[Listed]] = {}
    for one in listed(claim, books):
        by_category.setdefault(one.entry.category, []).append(one)
    for alike in by_category.values():
        for vague, precise in permutations(alike, 2) if len(alike) > 1 else ():
            if same_but_side(vague.entry, precise.entry):
                continue  # a rule of its own
            if less_specific_than(vague.code, precise.code, books.tabular):
                says = f"{vague.code} leaves open what {precise.code} tells"
                fixes = (remove(f"remove {vague.code}, if they are one condition", vague.at),)
                clears = f"a record of another condition that {precise.code} does not tell"
                yield Find(vague.at, says, Severity.RISK, (code_row(vague.code, books),), fixes, clears)
