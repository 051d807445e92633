"""What the physician fee schedule pays for a code: relative value totals times the conversion factor.

National, without the geographic indices of a locality, rounded to the cent. From 2026 there are
two factors; where a year has one for all it stands against that of those not qualifying.
Only codes of a status that is paid have a fee: active, restricted, and injections (A, R, T); bundled
and non-covered ones carry relative values too, and pay nothing.
Source: 42 CFR 414.22, 414.28; CMS, National Physician Fee Schedule Relative Value File, status codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from chartproof.codesets.diff.changes import Fee
from chartproof.codesets.diff.keyed import fee, number
from chartproof.codesets.diff.tables import Key, Rows
from chartproof.codesets.release import Release

FIELDS = ("nonfacility_fee", "facility_fee")
_PAID = frozenset("ART")
#: Whose factor speaks, best first.
_WHOSE = ("all", "not qualifying")


def fees(a: Release, b: Release) -> Iterator[Fee]:
    """The fees of codes that both releases price, where they differ."""
    old, new = _priced(a), _priced(b)
    for key in sorted(old.keys() & new.keys()):
        for field in FIELDS:
            both = old[key].get(field, ""), new[key].get(field, "")
            found = fee(key, "national_fees", field, both, money=True)
            if found:
                yield found


def _priced(release: Release) -> dict[Key, dict[str, str]]:
    factor = _factor(release)
    if factor is None:
        return {}
    found: dict[Key, dict[str, str]] = {}
    for row in Rows.read(release.table("relative_values")).said():
        if row["status"] not in _PAID:
            found[row["code"], row["modifier"]] = {}
            continue
        prices = {f: _price(row.get(f"{f.removesuffix('fee')}total", ""), factor) for f in FIELDS}
        found[row["code"], row["modifier"]] = {f: p for f, p in prices.items() if p}
    return found


def _factor(release: Release) -> Decimal | None:
    rows = Rows.read(release.table("conversion_factors")).said()
    factors = {row["applies_to"]: number(row["conversion_factor"]) for row in rows}
    return next((factors[whose] for whose in _WHOSE if whose in factors), None)


def _price(total: str, factor: Decimal) -> str:
    units = number(total)
    if not units:
        return ""
    return str((units * factor).quantize(Decimal("0.01"), ROUND_HALF_UP))
