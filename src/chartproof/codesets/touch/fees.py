"""What the services of a claim would pay now: old and new fee for a unit, difference for its units.

The published amount, before any modifier, discount, sequestration or locality. The physician fee
schedule pays by place of service (facility or not); DMEPOS fees by state, non-rural where the
claim does not say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from chartproof.codesets.diff.changes import Fee
from chartproof.codesets.touch.touch import SERVICES, Finder, Touch, touch
from chartproof.model.past import PastClaim, PastCode

#: Modifiers by which the fee schedules list a code more than once.
_SPLIT = frozenset({"26", "TC", "53", "QW"})
#: System to its tables that pay, the column of money, and the claims they pay.
_PAYING = {
    "MPFS": (("national_fees",), "", "professional"),
    "OPPS": (("addendum_b",), "payment_rate", "facility"),
    "ASC": (("surgical_procedures", "ancillary_services"), "payment_rate", ""),
    "DMEPOS": (("fees",), "fee", "professional"),
    "CLFS": (("fees",), "rate", ""),
}
_ASC_PLACE = "24"
_Chosen = tuple[Fee, str] | None


def pays(system: str) -> bool:
    """Say whether a system's releases price the codes of a claim."""
    return system in _PAYING


def is_paid_by(claim: PastClaim, system: str) -> bool:
    """Say whether a fee schedule is for a claim, as far as the claim says what it is."""
    if system == "ASC":
        return any(code.place in {None, _ASC_PLACE} for code in claim.codes)
    return claim.kind in {None, _PAYING[system][2] or claim.kind}


def by_fee(changes: Iterable[Fee], system: str, places: Mapping[str, str]) -> Finder:
    """Fees that changed; `places` says of a place of service `facility` or `non-facility`."""
    tables, column, _ = _PAYING[system]
    priced: dict[str, list[Fee]] = defaultdict(list)
    for fee in changes:
        if fee.table in tables and (not column or fee.field == column):
            priced[fee.code].append(fee)
    choose = _choosing(system, places)

    def find(claim: PastClaim) -> Iterator[Touch]:
        if not is_paid_by(claim, system):
            return
        for code in claim.of(*SERVICES):
            chosen = choose(claim, code, priced.get(code.code, []))
            if chosen:
                yield _touch(claim, code, system, *chosen)

    return find


def _choosing(system: str, places: Mapping[str, str]) -> Callable[[PastClaim, PastCode, list[Fee]], _Chosen]:
    if system == "MPFS":
        return lambda _claim, code, fees: _by_place(code, fees, places)
    if system == "DMEPOS":
        return _by_state
    if system == "ASC":
        return lambda _claim, code, fees: _first(fees) if code.place in {None, _ASC_PLACE} else None
    return lambda _claim, code, fees: _first(_split(code, fees))


def _split(code: PastCode, fees: list[Fee]) -> list[Fee]:
    modifier = next((m for m in code.modifiers if m in _SPLIT), "")
    return [fee for fee in fees if fee.at == modifier]


def _first(fees: list[Fee]) -> _Chosen:
    return (fees[0], "") if fees else None


def _by_place(code: PastCode, fees: list[Fee], places: Mapping[str, str]) -> _Chosen:
    rate = places.get(code.place or "")
    field = "facility_fee" if rate == "facility" else "nonfacility_fee"
    unsure = "" if rate else "; place of service unknown, non-facility rate taken"
    chosen = next((fee for fee in _split(code, fees) if fee.field == field), None)
    return (chosen, f" {rate or 'non-facility'} rate{unsure}") if chosen else None


def _by_state(claim: PastClaim, code: PastCode, fees: list[Fee]) -> _Chosen:
    best: _Chosen = None
    most = -1
    for fee in fees:
        *modifiers, state, rural = fee.at.split()
        fits = state == claim.state and rural == "no" and set(modifiers) <= set(code.modifiers)
        if fits and len(modifiers) > most:
            best, most = (fee, f" in {state}, non-rural"), len(modifiers)
    return best


def _touch(claim: PastClaim, code: PastCode, system: str, fee: Fee, told: str) -> Touch:
    difference = None
    if fee.difference is not None and code.units is not None:
        exact = Decimal(fee.difference) * code.units
        difference = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    units = None if code.units is None else f"{code.units:f}"
    times = "units unknown" if units is None else f"{units} units" if units != "1" else "1 unit"
    total = "" if difference is None else f": {signed(difference)}"
    says = f"{system}{told}: {_said(fee.old)} → {_said(fee.new)} a unit, {times}{total}"
    made = touch(claim, code, "fee", says)
    return replace(made, old=fee.old, new=fee.new, units=units, difference=difference)


def _said(money: str | None) -> str:
    return "none" if money is None else f"${money}"


def signed(money: str) -> str:
    """`+$12.00`, `-$3.10`."""
    return f"-${money[1:]}" if money.startswith("-") else f"+${money}"
