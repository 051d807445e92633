"""A transfusion on a claim that has no blood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("43"))
def transfusion_without_blood(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A transfusion, or an exchange of blood, is billed with the blood that was given."""
    lines = listed(claim, books)
    yield from lines.missing
    given = [each for each in lines.listed if each.line.code in _TRANSFUSED]
    if not given or lines.missing or any(_is_blood(o.status, o.line.code) for o in lines.listed):
        return
    says = f"{given[0].line.code} is a transfusion, and the claim has no product of blood"
    fix = Fix("bill the units of the product that was given, by its own code", safe=False)
    yield found(given[0], "", says, Severity.RETURN, fix, clears=_CLEARS)


#: Transfusion; push into a child under two; exchange in a newborn, and in others.
_TRANSFUSED = frozenset({"36430", "36440", "36450", "36455"})
_CLEARS = "the record of the transfusion, with the product and its units"


def _is_blood(status: str, code: str | None) -> bool:
    return status == "R" or bool(code and code.startswith("P9"))
