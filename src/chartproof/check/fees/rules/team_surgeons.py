"""A team of surgeons at an operation that Medicare does not pay one for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.fees.indicators import Verdict, judged
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.8.C"))
def team_surgeons(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A team of surgeons is paid where the indicator of the code allows one, or the record shows the need."""
    return judged(claim, books, ("66",), lambda fees: fees.team, _VERDICTS)


_VERDICTS = {
    "0": Verdict(Severity.DENY, "a team of surgeons is never paid for this operation"),
    "1": Verdict(
        Severity.RISK,
        "a team is paid only where the need for one is documented, and priced by report",
        "operation notes of the team that show why it was needed",
    ),
    "9": Verdict(Severity.RETURN, "there is no team of surgeons to what is no operation"),
}
