"""What is counted, by the name that the vocabulary of acts calls it."""

from __future__ import annotations

import re
from collections.abc import Callable

from chartproof.code.icd10pcs.coronary import aortic, ballooned, coronaries, mammary, stents
from chartproof.code.icd10pcs.count import NUMBER, Count, number, quotes, within
from chartproof.code.icd10pcs.hours import hours
from chartproof.code.icd10pcs.spine import cord, discs, joints, nerve, region, vertebra
from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern

#: None: nothing to count is said; no count: it is said, and not how many.
Counter = Callable[[Told], list[Count] | None]

_TOOTH = Pattern(r"#\s?(\d{1,2})\b|\b(?:tooth|teeth)\s+(?:numbers?\s+|nos?\.?\s*)?(\d{1,2})\b")


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
                    Pattern(
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


_RIBS = Pattern(
    r"\bribs?\s+(?:nos?\.?\s*)?((?:\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:,|and|&|to|through|-|\u2013)\s*)*)+)",
    re.IGNORECASE,
)
_RIB = Pattern(r"\bribs?\b", re.IGNORECASE)
_MANY_RIBS = Pattern(rf"\b({NUMBER})\s+(?:\w+\s+){{0,2}}ribs\b", re.IGNORECASE)


def ribs(told: Told) -> list[Count] | None:
    """How many ribs."""
    found = [m for m in within(told, _RIBS) if re.search(r"\d", m[1])]
    which = {n for m in found for n in _ribs(m[1])}
    count = len(which)
    if not count:
        found = list(within(told, _MANY_RIBS))
        count = max((number(m[1]) for m in found), default=0)
    if not count:
        return [] if list(within(told, _RIB)) else None
    label = "Ribs, 1 to 2" if count < 3 else "Ribs, 3 or More"
    return [Count((label,), quotes(told, found))]


def _ribs(words: str) -> set[int]:
    spans = re.findall(r"(\d{1,2})\D*?(?:to|through|-|\u2013)\s*(\d{1,2})|(\d{1,2})", words)
    return {n for a, b, one in spans for n in (range(int(a), int(b) + 1) if a else [int(one)])}


_NTH = ("first|1st|great toe|hallux", "second|2nd", "third|3rd", "fourth|4th", "fifth|5th|little toe")
_RAY = tuple(
    Pattern(rf"\b(?:{nth})\s+(?:and\s+\w+\s+)?(?:rays?|metatarsals?|metacarpals?)\b", re.IGNORECASE)
    for nth in _NTH
)
_WHOLE_RAY = Pattern(
    r"\b(?:disarticulat\w+|tarsometatarsal|carpometacarpal|complete|(?:whole|entire) (?:ray|metatarsal|metacarpal))\b",
    re.IGNORECASE,
)
_PART_RAY = Pattern(
    r"\b(?:partial|shaft|mid ?shaft|neck|head|base (?:was )?left|proximal third|through the (?:metatarsal|metacarpal))\b",
    re.IGNORECASE,
)


def rays(told: Told) -> list[Count] | None:
    """Which ray of a foot or hand, and whether all of it."""
    found = [(n, m) for n, ray in enumerate(_RAY, 1) for m in within(told, ray)]
    if len({n for n, _ in found}) != 1:
        return []
    (nth, ray), *_ = found
    name = f"{nth}{('st', 'nd', 'rd', 'th', 'th')[nth - 1]} Ray"
    for kind, said in (("Partial", _PART_RAY), ("Complete", _WHOLE_RAY)):
        if m := next(within(told, said), None):
            return [Count((f"{kind} {name}",), quotes(told, [ray, m]))]
    return [Count((f"Partial {name}", f"Complete {name}"), quotes(told, [ray]))]


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
        ribs,
        rays,
        hours,
    )
}
