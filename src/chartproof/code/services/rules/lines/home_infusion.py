"""A pharmacy's day of home infusion is reported by what is infused and how often, the nurse's visit by its hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import HOUSE, SINCE
from chartproof.code.services.finding import found, quote, text_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence, Payer, Setting
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=HOUSE)
def home_infusion(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A pharmacy's day of home infusion is reported by what is infused and how often, the nurse's visit by its hours."""
    if scene.coding.encounter.setting is not Setting.HOME or scene.coding.encounter.payer is Payer.MEDICARE:
        return
    for done in scene.of("home infusion")[:1]:
        record = whole(scene, done)
        if kind := _kind(scene, record):
            code, words = kind
            days = _DAYS.search(text_of(scene, record))
            more = (quote(scene, record, *days.span()),) if days else ()
            yield Bill(code, done, (*words, *more), int(days["n"]) if days else 1)
        elif found(scene, record, _PER_DAY):
            yield lacking(__name__, done, "what was infused, and how many times a day")
        if nurse := found(scene, record, _NURSE):
            yield from _visit(scene, done, record, nurse)


_ANTIBIOTIC = re.compile(
    r"\b(?:ceftriaxone|cefazolin|vancomycin|daptomycin|ertapenem|meropenem|piperacillin|cefepime|penicillin|ampicillin|oxacillin|nafcillin|acyclovir|micafungin|antibiotics?)\b"
)
_OFTEN = (
    (re.compile(r"\b(?:every|q) ?24 ?(?:h|hours?|hrs?)\b|\bonce (?:every 24 hours|daily|a day)\b|\bdaily\b"), "S9500"),
    (re.compile(r"\b(?:every|q) ?12 ?(?:h|hours?|hrs?)\b|\btwice daily\b"), "S9501"),
    (re.compile(r"\b(?:every|q) ?8 ?(?:h|hours?|hrs?)\b|\bthree times (?:daily|a day)\b"), "S9502"),
    (re.compile(r"\b(?:every|q) ?6 ?(?:h|hours?|hrs?)\b"), "S9503"),
    (re.compile(r"\b(?:every|q) ?4 ?(?:h|hours?|hrs?)\b"), "S9504"),
)  # fmt: skip
_OTHERS = (
    (re.compile(r"\b(?:tpn|total parenteral nutrition)\b"), "S9364"),
    (re.compile(r"\bhydration\b"), "S9373"),
    (re.compile(r"\b(?:immune globulin|immunotherapy|ivig)\b"), "S9338"),
    (re.compile(r"\bcorticosteroids?\b|\bmethylprednisolone\b"), "S9490"),
)
_PER_DAY = re.compile(r"\bper diem\b|\bday(?:s)? of therapy\b")
_DAYS = re.compile(
    r"\b(?P<n>\d{1,2}) (?:per diems?|days of therapy|daily doses|days? (?:supplied|dispensed))\b"
)
_NURSE = re.compile(r"\b(?:rn|nurse|nursing) (?:home )?visit\b")
_HOURS = re.compile(r"\b(?P<n>\d(?:\.\d+)?) ?(?:hours?|hrs?|h)\b")
_LEAST = 2


def _kind(scene: Scene, record: Evidence) -> tuple[str, tuple[Evidence, ...]] | None:
    """The code of a day, and the words for what was infused and how often."""
    if drug := found(scene, record, _ANTIBIOTIC):
        often = next(((w, code) for p, code in _OFTEN if (w := found(scene, record, p))), None)
        return (often[1], (drug, often[0])) if often else None
    return next(((code, (w,)) for p, code in _OTHERS if (w := found(scene, record, p))), None)


def _visit(scene: Scene, done: Done, record: Evidence, nurse: Evidence) -> Iterator[Bill]:
    """The nurse's visit of up to two hours, and each hour more."""
    told = _HOURS.search(text_of(scene, record), nurse.end - record.start)
    words = (nurse, quote(scene, record, *told.span())) if told else (nurse,)
    yield Bill("99601", done, words)
    if told and float(told["n"]) > _LEAST:
        yield Bill("99602", done, words, ceil(float(told["n"]) - _LEAST))
