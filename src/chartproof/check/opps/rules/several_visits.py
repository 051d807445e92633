"""Several visits of one day to one department."""

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


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("42"))
def several_visits(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A second visit of the day to one revenue centre is paid with condition code G0, where it was another one."""
    if _DISTINCT in (claim.conditions or ()):
        return
    severity, said = (Severity.RISK, _UNSAID) if claim.conditions is None else (Severity.RETURN, "")
    lines = listed(claim, books)
    yield from lines.missing
    seen: dict[tuple[object, str], str] = {}
    for each in lines.listed:
        if each.status not in _VISITS or each.line.revenue is None:
            continue
        key = (each.day, each.line.revenue)
        if key in seen:
            says = f"{each.line.code} is a second visit of the day in revenue centre {each.line.revenue} (beside {seen[key]}){said}"
            fix = Fix(f"condition code {_DISTINCT}, and 27, where the visits were distinct", safe=False)
            yield found(each, "", says, severity, fix, clears="notes of both visits, at times of their own")
        else:
            seen[key] = each.line.at


_DISTINCT = "G0"
_UNSAID = f", and nothing is said of condition codes: without {_DISTINCT} it is returned"
_VISITS = frozenset({"V", "J2"})
