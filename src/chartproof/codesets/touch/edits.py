"""NCCI edits on the services of one day: pairs not paid together, units not paid at all.

Source: CMS NCCI Policy Manual, chapter I: modifier indicators (E), MUE adjudication (V).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from chartproof.codesets.diff.changes import Limit, PairChange, Said
from chartproof.codesets.diff.keyed import number
from chartproof.codesets.touch.touch import SERVICES, Finder, Touch, touch
from chartproof.model.past import PastClaim, PastCode

#: Modifiers that may separate a pair with indicator 1 (NCCI Policy Manual, chapter I, E).
_SEPARATE = frozenset(
    "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI "
    "24 25 57 58 78 79 27 59 91 XE XS XP XU".split()
)


def is_spoken_to(claim: PastClaim, system: str) -> bool:
    """Say whether an NCCI set is for a claim: practitioner and DME professional, outpatient facility."""
    ours = "facility" if system.endswith("outpatient") else "professional"
    return claim.kind in {None, ours}


def by_pair(changes: Iterable[PairChange], system: str) -> Finder:
    """Pairs that edit two lines of one day now, or no longer, or whose indicator changed."""
    changed: dict[str, dict[str, PairChange]] = defaultdict(dict)
    for change in changes:
        changed[change.column_1][change.column_2] = change

    def find(claim: PastClaim) -> Iterator[Touch]:
        if not is_spoken_to(claim, system):
            return
        for services in _by_day(claim).values():
            for one in services:
                for two in services if one.code in changed else ():
                    change = changed[one.code].get(two.code)
                    if change:
                        yield _pair(claim, one, two, change)

    return find


def _by_day(claim: PastClaim) -> dict[date | None, list[PastCode]]:
    found: dict[date | None, list[PastCode]] = defaultdict(list)
    for code in claim.of(*SERVICES):
        found[code.served].append(code)
    return found


def _pair(claim: PastClaim, one: PastCode, two: PastCode, change: PairChange) -> Touch:
    of = f"{one.code} (column 1) and {two.code} (column 2) of one day"
    if change.change == "deleted":
        says = f"the PTP edit between {of} no longer stands"
    elif change.change == "revised":
        old, new = (change.old or {})["modifier_indicator"], (change.new or {})["modifier_indicator"]
        says = f"modifier indicator of the PTP edit between {of} was {old}, now {new}: {_may(one, two, new)}"
    else:
        new = (change.new or {})["modifier_indicator"]
        says = f"a PTP edit now stands between {of}, modifier indicator {new}: {_may(one, two, new)}"
    return touch(claim, two, "pair", says)


def _may(one: PastCode, two: PastCode, indicator: str) -> str:
    if indicator == "0":
        return "no modifier separates them"
    standing = sorted(_SEPARATE & {*one.modifiers, *two.modifiers})
    if standing:
        return f"a modifier may separate them, and {', '.join(standing)} stands on the claim"
    return "a modifier may separate them where documented"


def by_limit(changes: Iterable[Limit], system: str) -> Finder:
    """Units over a new limit, or no longer over one: by line (MAI 1) or by day (MAI 2, 3)."""
    changed = {c.code: c for c in changes}

    def find(claim: PastClaim) -> Iterator[Touch]:
        if not is_spoken_to(claim, system):
            return
        for services in _by_day(claim).values():
            by_code: dict[str, list[PastCode]] = defaultdict(list)
            for code in services:
                if code.code in changed:
                    by_code[code.code].append(code)
            for name, codes in by_code.items():
                yield from _limit(claim, codes, changed[name])

    return find


def _limit(claim: PastClaim, codes: list[PastCode], change: Limit) -> Iterator[Touch]:
    is_by_line = (change.new or change.old or {}).get("mai") == "1"
    for together in [[c] for c in codes] if is_by_line else [codes]:
        units = [c.units for c in together]
        known = None if None in units else sum((u for u in units if u is not None), Decimal())
        if says := _over(known, change, "line" if is_by_line else "day"):
            yield touch(claim, together[-1], "limit", says)


def _over(units: Decimal | None, change: Limit, per: str) -> str | None:
    old, new = _most(change.old), _most(change.new)
    told = f"{change.code}: MUE was {_said(old)}, now {_said(new)} a {per}"
    if units is None:
        return f"{told}; the claim does not say its units" if old != new else None
    was, now = old is not None and units > old, new is not None and units > new
    if now and not was:
        return f"{told}; the claim has {units:f}"
    if was and not now:
        return f"{told}; the claim has {units:f}, no longer above it"
    return None


def _most(said: Said | None) -> Decimal | None:
    return number(said["units"]) if said else None


def _said(limit: Decimal | None) -> str:
    return "none" if limit is None else f"{limit:f}"
