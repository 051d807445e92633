"""The table of medical decision making: how far each element goes, and the level two of three reach.

Definitions as adopted by CMS for office visits from 2021 and for the other families from 2023.
"""

from __future__ import annotations

from collections.abc import Iterable

from chartproof.model.visit import MDM, Counted, Datum, Element, Extent, Nature, Weighed

_HIGH = frozenset({Nature.CHRONIC_SEVERE, Nature.THREAT})
_MODERATE = frozenset({Nature.CHRONIC_WORSE, Nature.UNCERTAIN, Nature.SYSTEMIC, Nature.COMPLICATED_INJURY})
#: The gravest nature first: a problem counts as the gravest it is.
ORDER = (
    Nature.THREAT, Nature.CHRONIC_SEVERE, Nature.CHRONIC_WORSE, Nature.SYSTEMIC, Nature.COMPLICATED_INJURY,
    Nature.UNCERTAIN, Nature.STABLE_CHRONIC, Nature.ACUTE_IN_HOSPITAL, Nature.ACUTE, Nature.MINOR,
)  # fmt: skip
_TWO_STABLE = 2
_THREE_DATA = 3


def weighed(counted: Iterable[Counted]) -> tuple[Weighed, ...]:
    """The three elements; one of which nothing counted is left out."""
    of: dict[Element, list[Counted]] = {}
    for one in counted:
        of.setdefault(one.element, []).append(one)
    weigh = {Element.PROBLEMS: _problems, Element.DATA: _data, Element.RISK: _risk}
    return tuple(weigh[element](of[element]) for element in MDM if element in of)


def reached(elements: Iterable[Weighed]) -> Extent:
    """The level of the decision making: the highest that two of the three elements meet."""
    extents = sorted((w.extent for w in elements), reverse=True)
    return extents[1] if len(extents) > 1 else Extent.STRAIGHTFORWARD


def _problems(counted: list[Counted]) -> Weighed:
    gravest: dict[str, Counted] = {}
    for one in sorted(counted, key=lambda c: ORDER.index(_nature(c))):
        gravest.setdefault(one.of, one)
    kept = list(gravest.values())
    high = [c for c in kept if c.kind in _HIGH]
    if high:
        return _split(Element.PROBLEMS, Extent.HIGH, high[:1], counted)
    moderate = [c for c in kept if c.kind in _MODERATE]
    if moderate:
        return _split(Element.PROBLEMS, Extent.MODERATE, moderate[:1], counted)
    stable = [c for c in kept if c.kind is Nature.STABLE_CHRONIC]
    if len(stable) >= _TWO_STABLE:
        return _split(Element.PROBLEMS, Extent.MODERATE, stable, counted)
    low = [c for c in kept if c.kind is not Nature.MINOR]
    if low or len(kept) > 1:
        return _split(Element.PROBLEMS, Extent.LOW, low[:1] or kept, counted)
    return _split(Element.PROBLEMS, Extent.STRAIGHTFORWARD, kept, counted)


def _nature(counted: Counted) -> Nature:
    if not isinstance(counted.kind, Nature):
        raise TypeError(f"{counted.of} is no problem")
    return counted.kind


def _data(counted: list[Counted]) -> Weighed:
    of = {kind: [c for c in counted if c.kind is kind] for kind in Datum}
    items = [*of[Datum.NOTE], *of[Datum.TEST]]
    three = [*items, *of[Datum.HISTORIAN]]
    categories = [
        three if len(three) >= _THREE_DATA else [],
        of[Datum.INTERPRETATION],
        of[Datum.DISCUSSION],
    ]
    met = [category for category in categories if category]
    if len(met) > 1:
        return _split(Element.DATA, Extent.HIGH, [c for category in met for c in category], counted)
    if met:
        return _split(Element.DATA, Extent.MODERATE, met[0], counted)
    if len(items) > 1:
        return _split(Element.DATA, Extent.LOW, items, counted)
    if of[Datum.HISTORIAN]:
        return _split(Element.DATA, Extent.LOW, of[Datum.HISTORIAN], counted)
    return _split(Element.DATA, Extent.STRAIGHTFORWARD, items, counted)


def _risk(counted: list[Counted]) -> Weighed:
    most = max(_extent(c) for c in counted)
    return _split(Element.RISK, most, [c for c in counted if c.kind is most], counted)


def _extent(counted: Counted) -> Extent:
    if not isinstance(counted.kind, Extent):
        raise TypeError(f"{counted.of} is no risk")
    return counted.kind


def _split(element: Element, extent: Extent, bore: list[Counted], counted: list[Counted]) -> Weighed:
    return Weighed(element, extent, tuple(bore), tuple(c for c in counted if c not in bore))
