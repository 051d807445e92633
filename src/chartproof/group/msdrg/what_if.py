"""What else a stay could group to, in both directions, each with what the record must say for it.

Only after the coding is finalised. Removals are of every code that the group hangs on; another principal only
where the code editor would take it; additions only of what the record itself points at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from chartproof.group.msdrg.stay import Coded, Stay
from chartproof.group.msdrg.weights import Weights
from chartproof.model.group import Direction, Indicator, Kind, WhatIf

#: A three-character category of ICD-10-CM.
_CATEGORY = 3
_NEEDS_DIAGNOSIS = (
    "to keep it, the provider's own words that it was there and was evaluated, treated or watched, or made the "
    "stay longer (guidelines, section III); without them it goes"
)
_NEEDS_PROCEDURE = (
    "to keep it, the operative or procedure note that bears every character of the code; without it it goes"
)
_NEEDS_PRINCIPAL = (
    "that after study it is this condition that chiefly occasioned the admission (guidelines, section II), by the "
    "provider's own words, and that it was there on admission"
)


@dataclass(frozen=True, slots=True)
class Supposing:
    """What a question needs: the group as it is, how to group again, titles, weights, what may be principal.

    `weights` None: no release of weights covers the day, and no direction can be said. `makers`: the
    diagnoses that make the severity, each enough by itself.
    """

    drg: str
    again: Callable[[Stay], str]
    title: Callable[[str], str]
    weights: Weights | None
    may_lead: Callable[[str], bool]
    makers: tuple[Coded, ...] = ()


def what_ifs(stay: Stay, supposing: Supposing, indicators: Iterable[Indicator]) -> tuple[WhatIf, ...]:
    """All that changes the group: removals, then other principals, then what the record points at."""
    found = (*_removed(stay, supposing), *_led(stay, supposing), *_documented(stay, supposing, indicators))
    return tuple(w for w in found if w.drg != supposing.drg)


def _removed(stay: Stay, supposing: Supposing) -> Iterator[WhatIf]:
    for coded in (*stay.secondary, *stay.procedures):
        needs = _NEEDS_PROCEDURE if coded in stay.procedures else _NEEDS_DIAGNOSIS
        says = f"without {coded.code} ({coded.at})"
        yield _if(Kind.REMOVED, coded.code, coded.at, says, supposing, stay.without(coded), needs)
    if len(supposing.makers) > 1:
        yield _without_all(stay, supposing)


def _without_all(stay: Stay, supposing: Supposing) -> WhatIf:
    """Where several diagnoses make the severity, none alone changes the group; all of them together may."""
    then = stay
    for coded in supposing.makers:
        then = then.without(coded)
    codes = ", ".join(c.code for c in supposing.makers)
    places = ", ".join(c.at for c in supposing.makers)
    says = "without " + " and ".join(f"{c.code} ({c.at})" for c in supposing.makers)
    return _if(Kind.REMOVED, codes, places, says, supposing, then, _NEEDS_DIAGNOSIS)


def _led(stay: Stay, supposing: Supposing) -> Iterator[WhatIf]:
    tried = {stay.principal.code}
    for coded in stay.secondary:
        if coded.code in tried or coded.poa in {"N", "U"} or not supposing.may_lead(coded.code):
            continue
        tried.add(coded.code)
        says = f"with {coded.code} ({coded.at}) as principal"
        yield _if(Kind.LED, coded.code, coded.at, says, supposing, stay.led_by(coded), _NEEDS_PRINCIPAL)


def _documented(stay: Stay, supposing: Supposing, indicators: Iterable[Indicator]) -> Iterator[WhatIf]:
    held = {stay.principal.code, *(c.code for c in stay.secondary)}
    for indicator in indicators:
        if indicator.code in held:
            continue
        held.add(indicator.code)
        then = _told(stay, indicator.code)
        says = f"with {indicator.code} documented"
        made = _if(Kind.DOCUMENTED, indicator.code, None, says, supposing, then, indicator.needs)
        yield WhatIf(
            made.kind, made.code, None, made.says, made.drg, made.title, made.direction, made.weight, made.needs,
            indicator.evidence,
        )  # fmt: skip


def _told(stay: Stay, code: str) -> Stay:
    """The stay with a code: in the place of a less specific one of its category, else besides."""
    said = Coded("record", code, stay.principal.poa)
    if stay.principal.code[:_CATEGORY] == code[:_CATEGORY]:
        return Stay(said, stay.secondary, stay.procedures, stay.sex, stay.age, stay.status)
    for other in stay.secondary:
        if other.code[:_CATEGORY] == code[:_CATEGORY]:
            return stay.without(other).adding(Coded("record", code, other.poa))
    return stay.adding(Coded("record", code, "Y" if stay.principal.poa else ""))


def _if(
    kind: Kind, code: str, at: str | None, says: str, supposing: Supposing, then: Stay, needs: str
) -> WhatIf:
    drg = supposing.again(then)
    weights = supposing.weights
    direction = weights.direction(supposing.drg, drg) if weights else Direction.OTHER
    weight = weights.of(drg) if weights else None
    title = supposing.title(drg)
    return WhatIf(kind, code, at, f"{says} it is DRG {drg}, {title}", drg, title, direction, weight, needs)
