"""The conditions of a rule of one's own: what each asks of a line or of a claim. Unknown is neither yes nor no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from chartproof.check.payer.nodes import Node
from chartproof.check.payer.patterns import among, patterns
from chartproof.model.claim import Claim, ServiceLine

#: Yes, no, or None where the claim does not say. A condition of the claim gets no line.
Test = Callable[[Claim, ServiceLine | None], bool | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its name, whether it is of a line, and the test."""

    name: str
    of_line: bool
    test: Test


def _codes(node: Node) -> Test:
    found = patterns(node)
    return lambda _, line: bool(line and line.code and found.match(line.code))


def _modifiers(node: Node) -> Test:
    found = among(node)
    return lambda _, line: bool(line and found.match(line.modifiers))


def _revenue(node: Node) -> Test:
    found = patterns(node)
    return lambda _, line: bool(line and line.revenue and found.match(line.revenue))


def _place(node: Node) -> Test:
    found = frozenset(node.words())
    return lambda _, line: line.place in found if line and line.place else None


def _units(node: Node) -> Test:
    within = _bounds(node)
    return lambda _, line: within(line.units) if line and line.units is not None else None


def _charge(node: Node) -> Test:
    within = _bounds(node)
    return lambda _, line: within(line.charge) if line and line.charge is not None else None


def _dx(node: Node) -> Test:
    found = among(node)

    def test(claim: Claim, line: ServiceLine | None) -> bool | None:
        pointed = [d for d in claim.pointed(line) if d] if line else []
        held = pointed if pointed and not claim.is_facility else claim.listed
        return found.match(d.code for d in held) if held else None

    return test


def _claim_dx(node: Node) -> Test:
    found = among(node)
    return lambda claim, _: found.match(d.code for d in claim.diagnoses) if claim.diagnoses else None


def _claim_codes(node: Node) -> Test:
    found = among(node)
    return lambda claim, line: found.match(ln.code for ln in claim.lines if ln.code and ln is not line)


def _procedures(node: Node) -> Test:
    found = among(node)
    return lambda claim, _: found.match(p.code for p in claim.procedures)


def _age(node: Node) -> Test:
    within = _bounds(node)

    def test(claim: Claim, line: ServiceLine | None) -> bool | None:
        age = claim.age_on((claim.served_on(line) if line else None) or claim.first or claim.day)
        return None if age is None else within(Decimal(age))

    return test


def _sex(node: Node) -> Test:
    told = node.text().upper()
    if told not in {"F", "M"}:
        raise node.wrong("is F or M")
    return lambda claim, _: claim.sex == told if claim.sex else None


def _state(node: Node) -> Test:
    found = frozenset(node.words())
    return lambda claim, _: claim.state.upper() in found if claim.state else None


def _claim_kind(node: Node) -> Test:
    told = node.text().lower()
    if told not in {"professional", "facility"}:
        raise node.wrong("is professional or facility")
    return lambda claim, _: claim.kind.value == told if claim.kind else None


def _bill_type(node: Node) -> Test:
    found = patterns(node)
    return lambda claim, _: found.match(claim.bill_type) if claim.bill_type else None


def _status(node: Node) -> Test:
    found = frozenset(node.words())
    return lambda claim, _: claim.discharge_status in found if claim.discharge_status else None


def _condition_codes(node: Node) -> Test:
    found = patterns(node)
    return lambda claim, _: None if claim.conditions is None else any(map(found.match, claim.conditions))


def _history(node: Node) -> Test:
    keys = node.keys(("codes", "within_days", "at_least"), ("codes", "within_days"))
    found, days = patterns(keys["codes"]), int(_number(keys["within_days"]))
    least = int(_number(keys["at_least"])) if "at_least" in keys else 1

    def test(claim: Claim, line: ServiceLine | None) -> bool | None:
        day = (claim.served_on(line) if line else None) or claim.first
        if day is None:
            return None
        past = (c for p in claim.history for c in p.codes if c.served and found.match(c.code))
        return sum(0 <= (day - c.served).days <= days for c in past if c.served) >= least

    return test


#: Every condition: whether it is of a line, how it is read, and which field of the claim it needs.
CONDITIONS: dict[str, tuple[bool, Callable[[Node], Test], str]] = {
    "codes": (True, _codes, "code"),
    "modifiers": (True, _modifiers, "modifiers"),
    "units": (True, _units, "units"),
    "charge": (True, _charge, "charge"),
    "place": (True, _place, "place"),
    "revenue": (True, _revenue, "revenue"),
    "dx": (True, _dx, "diagnoses"),
    "claim_dx": (False, _claim_dx, "diagnoses"),
    "claim_codes": (False, _claim_codes, "lines"),
    "procedures": (False, _procedures, "procedures"),
    "age": (False, _age, "patient.born and a day"),
    "sex": (False, _sex, "patient.sex"),
    "state": (False, _state, "patient.state"),
    "claim_kind": (False, _claim_kind, "claim_kind"),
    "bill_type": (False, _bill_type, "bill_type"),
    "discharge_status": (False, _status, "discharge_status"),
    "condition_codes": (False, _condition_codes, "condition_codes"),
    "history": (False, _history, "a day"),
}


def conditions(node: Node) -> tuple[Condition, ...]:
    """Read the conditions of `when` or `unless`; at least one."""
    keys = node.keys(tuple(CONDITIONS))
    if not keys:
        raise node.wrong("has no condition")
    return tuple(
        Condition(name, CONDITIONS[name][0], CONDITIONS[name][1](each)) for name, each in keys.items()
    )


def holds(told: tuple[Condition, ...], claim: Claim, line: ServiceLine | None) -> bool | str:
    """Whether all conditions hold; the field that the claim would have to say where that alone decides."""
    unknown = ""
    for condition in told:
        found = condition.test(claim, line)
        if found is False:
            return False
        if found is None:
            unknown = unknown or CONDITIONS[condition.name][2]
    return unknown or True


def _bounds(node: Node) -> Callable[[Decimal], bool]:
    keys = node.keys(("from", "to", "more_than", "less_than"))
    if not keys:
        raise node.wrong("says no bound: write from, to, more_than or less_than")
    told = {key: _number(each) for key, each in keys.items()}
    low, high, over, under = (told.get(key) for key in ("from", "to", "more_than", "less_than"))
    return lambda value: (
        (low is None or value >= low)
        and (high is None or value <= high)
        and (over is None or value > over)
        and (under is None or value < under)
    )


def _number(node: Node) -> Decimal:
    try:
        value = Decimal(node.text())
    except InvalidOperation:
        raise node.wrong("must be a number") from None
    if not value.is_finite() or not 0 <= value <= 1_000_000_000:
        raise node.wrong("must be a number, from zero to a billion")
    return value
