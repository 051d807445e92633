"""Units with more digits than a line has room for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_MOST, _MOST_PARTS = 100_000_000, 3


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the units of a line"))
def units_shape(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Units have at most eight digits, and at most three behind the point."""
    for line in claim.lines:
        if line.units is None:
            continue
        if not _has_room(line.units):
            says = "units have at most eight digits, and three behind the point"
            yield Find(
                f"{line.at}.units",
                says,
                Severity.REJECT,
                clears="how much of it the record says was given or done",
            )


@lru_cache(maxsize=1024)
def _has_room(units: Decimal) -> bool:
    """Whether a line has room for a number; zeros at the end take none."""
    _, digits, exponent = units.as_tuple()
    zeros = next((count for count, digit in enumerate(reversed(digits)) if digit), len(digits))
    return units < _MOST and isinstance(exponent, int) and exponent + zeros >= -_MOST_PARTS
