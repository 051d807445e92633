"""A part of surgical care told of a code that has no such parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.fees.listed import found, with_modifier, without
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.2.A.3"))
def surgical_care_split(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """54, 55 and 56 split the care around an operation that has days after it: 10 or 90, or as the contractor says."""
    for each in with_modifier(claim, books, "54", "55", "56"):
        if isinstance(each, NotRun):
            yield each
            continue
        line, modifier = each
        if line.fees.days or line.fees.global_days == "YYY":
            continue
        says = f"{line.line.code} with {modifier}: its global period is {line.fees.global_days}, so there is no care around it to split"
        fix = without(line.line, modifier, safe=False)
        clears = "the agreement on the transfer of care, and the operation it speaks of"
        yield found(claim, line, "modifiers", says, Severity.RETURN, fix, clears=clears)
