"""A part of a service told by a modifier of a code that has no such part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import field
from chartproof.check.fees.listed import found, with_modifier, without
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.components import WHY_NOT


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=field("PC/TC indicator"))
def component_modifier(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """26 and TC stand on codes that have a professional and a technical part, and never both on one line."""
    for each in with_modifier(claim, books, "26", "TC"):
        if isinstance(each, NotRun):
            yield each
            continue
        line, modifier = each
        indicator = line.fees.pc_tc
        why = _LABORATORY if (indicator, modifier) == ("6", "TC") else WHY_NOT.get(indicator)
        if why is None and modifier == "26" and "TC" in line.line.modifiers:
            why = "26 is one part and TC the other: both are the whole, which has neither"
        if why is not None:
            says = f"{line.line.code} with {modifier}: {why} (PC/TC indicator {indicator})"
            fix = without(line.line, modifier, safe=(indicator, modifier) in _BY_ITSELF)
            yield found(claim, line, "modifiers", says, Severity.RETURN, fix, clears=_CLEARS)


_LABORATORY = "the test itself is paid by the laboratory schedule, without TC"
#: The code says by itself what the modifier says again.
_BY_ITSELF = frozenset({("2", "26"), ("8", "26"), ("3", "TC")})
_CLEARS = "the report of who interpreted it, and whose equipment was used: it shows which code is meant"
