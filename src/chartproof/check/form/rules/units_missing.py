"""Units that a line does not say."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_CLEARS = "how much of it the record says was given or done"


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the units of a line"))
def units_missing(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line but that of the total says how many units."""
    for line in claim.lines:
        if line.revenue == bill.TOTAL:
            continue
        if line.units is None:
            yield Find(f"{line.at}.units", "the line does not say how many", Severity.REJECT, clears=_CLEARS)
        elif line.units == 0:
            yield Find(f"{line.at}.units", "the line bills no unit", Severity.RETURN, clears=_CLEARS)
