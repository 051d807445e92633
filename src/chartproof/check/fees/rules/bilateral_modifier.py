"""Both sides told by a modifier of a code that has no second side to pay."""

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


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.7"))
def bilateral_modifier(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Modifier 50 stands on a code that is paid for each side: where the indicator says so."""
    return judged(claim, books, ("50",), lambda fees: fees.bilateral, _VERDICTS)


_VERDICTS = {
    "0": Verdict(
        Severity.RISK,
        "two sides are paid as one, for the code knows no second side",
        "the record of the side, or of the code for both sides",
    ),
    "2": Verdict(Severity.RISK, "the code is valued for both sides already", is_safe=True),
    "9": Verdict(
        Severity.RETURN, "sides do not apply to the code", "the record of what was done, for another code"
    ),
}
