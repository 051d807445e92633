"""Two codes of one day of which the second is paid beside the first only with a modifier that separates them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.ncci.met import removal, unpaid
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.evaluation import is_visit

_NO_HELP = frozenset({"22", "76", "77"})


@rule(holds=Period(date(2019, 7, 1), None), reviewed=READ_TO, cite=policy("A and E"))
def pair_needs_modifier(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code of column 2 is paid beside its code of column 1 only where a modifier on either line separates them (indicator 1)."""
    for pair in unpaid(claim, books, "1"):
        if isinstance(pair, NotRun):
            yield pair
            continue
        paid, denied = pair.paid, pair.denied
        tried = [m for m in (*paid.modifiers, *denied.modifiers) if m in _NO_HELP]
        idle = f"; {tried[0]} does not separate a pair" if tried else ""
        says = f"{denied.code} is not paid beside {paid.code} ({paid.at}) on one day without a modifier that separates them{idle}"
        modifier = Fix(
            f"a modifier on {denied.at} or {paid.at}, where the record supports it: {_which(denied.code, paid.code)}",
            safe=False,
        )
        fixes = (removal(denied, f"where nothing sets it apart from {paid.code}"), modifier)
        yield Find(denied.at, says, by_payer(claim, Severity.DENY), (pair.row,), fixes, _clears(denied.code))


def _which(*codes: str | None) -> str:
    if any(is_visit(code or "") for code in codes):
        return "25 or 57 on the visit"
    return "a site (LT, RT, a finger, a toe, a lid, a vessel), else XE, XS, XP, XU or 59"


def _clears(code: str | None) -> str:
    if is_visit(code or ""):
        return (
            "a note of the visit that stands by itself: significant work beyond what comes with the procedure"
        )
    return "the record of another session, another site or organ, another specimen or lesion, or of work that does not overlap"
