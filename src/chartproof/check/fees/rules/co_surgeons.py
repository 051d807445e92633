"""Two surgeons at an operation that Medicare does not pay two for."""

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


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.8.B"))
def co_surgeons(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Two surgeons of different specialties are paid where the indicator of the code allows them, or the record shows the need."""
    return judged(claim, books, ("62",), lambda fees: fees.co_surgeons, _VERDICTS)


_VERDICTS = {
    "0": Verdict(Severity.DENY, "two surgeons are never paid for this operation"),
    "1": Verdict(
        Severity.RISK,
        "two surgeons are paid only where the need for both is documented",
        "operation notes of both surgeons that show why each was needed",
    ),
    "9": Verdict(Severity.RETURN, "there are no two surgeons to what is no operation"),
}
