"""A national provider identifier that cannot be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule

_LENGTH = 10
#: The issuer that stands before an identifier when its check digit is computed, 80840, adds this much.
_ISSUER = 24


@rule(
    holds=Period(date(2007, 5, 23), None),
    reviewed=None,
    cite=Cite("45 CFR 162.406 and the NPI standard of CMS (Luhn check digit)", "162.406(a)"),
)
def npi_check_digit(claim: Claim, _: Books) -> Iterator[Find]:
    """A provider identifier has ten digits, of which the last checks the others."""
    for provider in claim.providers:
        if provider.npi is not None and not _checks(provider.npi.strip()):
            says = "the NPI is no provider identifier: it must have ten digits, the last one the check digit"
            yield Find(f"{provider.at}.npi", says, Severity.REJECT)


@lru_cache(maxsize=4096)
def _checks(npi: str) -> bool:
    if len(npi) != _LENGTH or not (npi.isascii() and npi.isdecimal()) or npi[0] not in "12":
        return False
    total = _ISSUER
    for place, digit in enumerate(map(int, reversed(npi))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
