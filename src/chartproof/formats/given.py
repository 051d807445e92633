"""What a case gives as fields, without words in the record: measures, drugs and charges."""

from __future__ import annotations

from chartproof.formats.keys import Keys
from chartproof.model.pattern import Pattern
from chartproof.model.record import Charge, Drug, Measure

_CODE = Pattern(r"[0-9A-Z]\d{3}[0-9A-Z]")


def measures_given(case: Keys) -> tuple[Measure, ...]:
    """Read `measures`: name and value, and what is known of unit, at, low and high."""
    return tuple(_measure(keys) for keys in case.each("measures"))


def drugs_given(case: Keys) -> tuple[Drug, ...]:
    """Read `drugs`: name, and what is known of dose, route, started and stopped."""
    return tuple(_drug(keys) for keys in case.each("drugs"))


def charges_given(case: Keys) -> tuple[Charge, ...]:
    """Read `charges`: a code or a revenue code, and what is known of units, charge and served."""
    return tuple(_charge(keys) for keys in case.each("charges"))


def _charge(keys: Keys) -> Charge:
    code = (keys.text("code") or "").strip().upper() or None
    revenue = (keys.text("revenue") or "").strip() or None
    if code is None and revenue is None:
        raise keys.wrong("code", "is missing; a charge has a code or a revenue code")
    if code is not None and not _CODE.fullmatch(code):
        raise keys.wrong("code", "is no CPT or HCPCS code; write its five characters, no modifier")
    units = keys.number("units")
    if units is not None and units <= 0:
        raise keys.wrong("units", "must be more than zero")
    return Charge(keys.place, code, revenue, units, keys.number("charge"), keys.day("served"))


def _measure(keys: Keys) -> Measure:
    name, value = _name(keys), keys.number("value")
    if value is None:
        raise keys.wrong("value", "is missing; every measure has a number")
    low, high = keys.number("low"), keys.number("high")
    if low is not None and high is not None and high < low:
        raise keys.wrong("high", "lies below the low end of its range")
    return Measure(name, value, keys.text("unit"), None, keys.moment("at"), low, high)


def _drug(keys: Keys) -> Drug:
    started, stopped = keys.moment("started"), keys.moment("stopped")
    if started and stopped and stopped.replace(tzinfo=None) < started.replace(tzinfo=None):
        raise keys.wrong("stopped", "lies before it was started")
    return Drug(
        name=_name(keys),
        kind=None,
        evidence=None,
        dose=keys.text("dose"),
        route=keys.text("route"),
        started=started,
        stopped=stopped,
    )


def _name(keys: Keys) -> str:
    name = (keys.text("name") or "").strip()
    if not name:
        raise keys.wrong("name", "is missing; say what it is")
    return name
