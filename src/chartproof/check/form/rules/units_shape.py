"""Units with more digits than a line has room for."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_MOST, _LEAST_PART = 100_000_000, -3


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the units of a line"))
def units_shape(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Units have at most eight digits, and at most three behind the point."""
    for line in claim.lines:
        if line.units is None:
            continue
        exponent = line.units.normalize().as_tuple().exponent
        if line.units >= _MOST or (isinstance(exponent, int) and exponent < _LEAST_PART):
            says = "units have at most eight digits, and three behind the point"
            yield Find(
                f"{line.at}.units",
                says,
                Severity.REJECT,
                clears="how much of it the record says was given or done",
            )
