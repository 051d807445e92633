"""Payers other than Medicare take what a transport costs beside the way: waiting, oxygen, a third attendant; and care without a transport."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from chartproof.code.services.ambulance import dead_before_loading, trip_of
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found, quote, text_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Done, Scene
from chartproof.rules.core import rule
from chartproof.terms.numbers import number


@rule(holds=SINCE, reviewed=None, cite=manual(15, "30.2: Medicare's base rate includes them"))
def ambulance_beside(scene: Scene, _: Books) -> Iterator[Bill]:
    """Payers other than Medicare take what a transport costs beside the way: waiting, oxygen, a third attendant; and care without a transport."""
    if scene.coding.encounter.payer in {Payer.MEDICARE, None}:
        return
    for done in scene.of("ambulance")[:1]:
        if dead_before_loading(scene, done):
            continue
        if trip_of(scene, done) is None:
            if treated := found(scene, whole(scene, done), _TREATED):
                yield Bill("A0998", done, (treated,))
            continue
        yield from _beside(scene, done)


_TREATED = Pattern(
    r"\b(?:treated (?:and released|at (?:the )?scene|on scene)|(?:dextrose|d50|d10|glucagon|naloxone|narcan|albuterol|oral glucose|wound (?:care|dressed)|bandaged|splinted)\b[^.;\n]{0,40})"
)
_WAITED = Pattern(r"\b(?:waiting time|waited|wait time)\b[^.;\n]{0,30}?(?P<n>\d{1,3}) ?min")
_OXYGEN = Pattern(
    r"\b(?:oxygen|o2)\b(?=[^.;\n]{0,60}\b(?:lpm|l/min|liters?|mask|nrb|non-?rebreather|cannula|bag[- ]valve|bvm)\b)(?![^.;\n]{0,20}\b(?:not|home)\b)"
)
_THIRD = Pattern(r"\b(?:extra|third|3rd|additional) (?:attendant|crew ?member|emt|paramedic)\b")
_HALF_HOUR = 30


def _beside(scene: Scene, done: Done) -> Iterator[Bill]:
    record = whole(scene, done)
    waited = _WAITED.search(text_of(scene, record))
    if waited and number(waited["n"]) >= _HALF_HOUR:
        words = quote(scene, record, *waited.span())
        yield Bill("A0420", done, (words,), ceil(number(waited["n"]) / _HALF_HOUR))
    for code, pattern in (("A0422", _OXYGEN), ("A0424", _THIRD)):
        if told := found(scene, record, pattern):
            yield Bill(code, done, (told,))
