"""What is counted, by the name that the vocabulary of acts calls it."""

from __future__ import annotations

import re
from collections.abc import Callable

from chartproof.code.icd10pcs.coronary import aortic, ballooned, coronaries, mammary, stents
from chartproof.code.icd10pcs.count import Count, quotes, within
from chartproof.code.icd10pcs.hours import hours
from chartproof.code.icd10pcs.spine import cord, discs, joints, nerve, region, vertebra
from chartproof.code.icd10pcs.told import Told

#: None: nothing to count is said; no count: it is said, and not how many.
Counter = Callable[[Told], list[Count] | None]

_TOOTH = re.compile(r"#\s?(\d{1,2})\b|\b(?:tooth|teeth)\s+(?:numbers?\s+|nos?\.?\s*)?(\d{1,2})\b")


def _teeth(told: Told, upper: bool) -> tuple[int, list[re.Match[str]]]:
    found = [m for m in within(told, _TOOTH) if (1 <= int(m[1] or m[2]) <= 16) is upper]
    return len({m[1] or m[2] for m in found}), found


def upper_teeth(told: Told) -> list[Count] | None:
    """How many upper teeth."""
    return _many(told, upper=True)


def lower_teeth(told: Told) -> list[Count] | None:
    """How many lower teeth."""
    return _many(told, upper=False)


def _many(told: Told, *, upper: bool) -> list[Count] | None:
    count, found = _teeth(told, upper)
    if not count:
        word = "upper" if upper else "lower"
        near = next(
            (
                m
                for m in within(
                    told,
                    re.compile(
                        rf"\b({word})\b[^.;]{{0,60}}?\b(tooth|teeth|incisor|molar|canine|bicuspid|premolar)(s?)\b",
                        re.IGNORECASE,
                    ),
                )
            ),
            None,
        )
        if not near:
            return None
        count, found = (2 if near[3] or near[2].lower() == "teeth" else 1), [near]
    return [Count(("Single",) if count == 1 else ("Multiple",), quotes(told, found))]


COUNTERS: dict[str, Counter] = {
    f.__name__: f
    for f in (
        coronaries,
        ballooned,
        mammary,
        aortic,
        stents,
        joints,
        discs,
        cord,
        nerve,
        region,
        vertebra,
        upper_teeth,
        lower_teeth,
        hours,
    )
}
