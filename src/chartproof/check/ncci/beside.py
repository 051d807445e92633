"""What stands beside an add-on code: a listed primary, another procedure, one of another day or of an unnamed provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.check.sets import is_same_provider
from chartproof.model.claim import Claim, ServiceLine
from chartproof.terms.addons import AddOns


@dataclass(frozen=True, slots=True)
class Beside:
    """Codes beside an add-on code; `others` are no add-ons themselves and not listed for it."""

    listed: str | None = None
    others: tuple[str, ...] = ()
    other_day: str | None = None
    unsure: str | None = None


def beside(
    claim: Claim, line: ServiceLine, day: tuple[date, tuple[ServiceLine, ...]], addons: AddOns
) -> Beside:
    """What stands beside an add-on line: on its claim, and on earlier claims of the day, never another provider's."""
    on, lines = day
    add_on = addons.add_on(line.code or "", on)
    primaries = set(add_on.primaries) if add_on else set()
    ours = [other.code for other in lines if other.code and other is not line]
    known, unknown = _earlier(claim, on)
    listed = next((code for code in (*ours, *known) if code in primaries), None)
    if listed is not None:
        return Beside(listed)
    others = tuple(c for c in (*ours, *known) if c != line.code and addons.add_on(c, on) is None)
    elsewhere = (other.code for other in claim.lines if other.code and claim.served_on(other) != on)
    return Beside(
        None,
        others,
        next((code for code in elsewhere if code in primaries), None),
        next((code for code in unknown if code in primaries), None),
    )


def _earlier(claim: Claim, day: date) -> tuple[list[str], list[str]]:
    """The codes of the day on earlier claims: of the same provider, and of one that is not named."""
    known: list[str] = []
    unknown: list[str] = []
    for same, code in _of_day(claim, day):
        (known if same else unknown).append(code)
    return known, unknown


def _of_day(claim: Claim, day: date) -> Iterator[tuple[bool, str]]:
    for past in claim.history:
        same = is_same_provider(claim, past)
        if same is not False and past.kind == (claim.kind.value if claim.kind else None):
            for code in past.of("CPT", "HCPCS"):
                if code.served == day:
                    yield bool(same), code.code
