"""A service that is paid only where nothing else is paid on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import field
from chartproof.check.fees.listed import found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=field("status code T"))
def paid_only_alone(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code of status T is paid only where the provider has no other service that the schedule pays on the day."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        if each.fees.status != "T":
            continue
        other = next((o for o in lines.on(each.day) if o.fees.is_paid and o.fees.status != "T"), None)
        if other is not None:
            says = f"{each.line.code} is paid only by itself (status T), and {other.line.code} ({other.line.at}) is paid on the day"
            fix = removal(each.line, "it is paid with the other service")
            clears = "the record that the other service was another provider's, or of another day"
            yield found(claim, each, "", says, Severity.DENY, fix, clears=clears)
