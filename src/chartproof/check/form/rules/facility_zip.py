"""An address of who bills, or of where it was done, without nine digits of its ZIP code."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import parties
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_DIGITS = 9


@rule(
    holds=SINCE_5010,
    reviewed=None,
    cite=standard("the address of the billing provider and of the service facility"),
)
def facility_zip(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The ZIP code of who bills, and of where it was done, has nine digits."""
    asked = [p for p in claim.providers if p.role in parties.BILLING or p.role in parties.WHERE]
    for provider in asked:
        if provider.zip is None:
            continue
        digits = provider.zip.strip().replace("-", "")
        if not (digits.isascii() and digits.isdecimal() and len(digits) == _DIGITS) or digits.endswith(
            "0000"
        ):
            says = "the ZIP code of who bills and of where it was done has nine digits, of which the last four are not zeros"
            yield Find(f"{provider.at}.zip", says, Severity.REJECT)
    if asked and all(p.zip is None for p in asked):
        yield NotRun("the claim gives no ZIP code of who bills or of where it was done (`providers`: `zip`)")
