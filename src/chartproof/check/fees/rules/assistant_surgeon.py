"""An assistant at an operation that Medicare does not pay one for."""

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


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "20.4.3"))
def assistant_surgeon(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An assistant at surgery is paid where the indicator of the code allows one, or the record shows the need."""
    return judged(claim, books, ("80", "81", "82", "AS"), lambda fees: fees.assistant, _VERDICTS)


_VERDICTS = {
    "0": Verdict(
        Severity.DENY,
        "an assistant is paid only where the need for one is documented",
        "the operation note that shows why an assistant was needed",
    ),
    "1": Verdict(Severity.DENY, "an assistant is never paid for this operation"),
    "9": Verdict(Severity.RETURN, "there is no assistant to what is no operation"),
}
