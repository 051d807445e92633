"""A slip, trip or stumble that ends against something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_STRUCK = (
    r"\b(?:str(?:uck|iking|ikes)|hit(?:s|ting)?|against|(?:land(?:ed|ing)|came down|fell|falling) (?:on|onto|into|against))\b"
    r"[^.;\n]{0,40}?\b"
)
#: What was struck, by the code.
STRUCK = (
    (
        "W01.190",
        Pattern(
            rf"{_STRUCK}(?:furniture|(?:coffee |end |night ?|bedside |kitchen |dining )?(?:table|stand)|nightstand|dresser|desk|"
            r"bed ?(?:frame|post|rail|side)?|chair|couch|sofa|bookcase|bookshelf|cabinet|bench|crib|cupboard)\b",
            re.IGNORECASE,
        ),
    ),
    ("W01.110", Pattern(rf"{_STRUCK}(?:broken |sharp )?(?:glass|window|mirror)\b", re.IGNORECASE)),
    (
        "W01.198",
        Pattern(
            rf"{_STRUCK}(?:wall|door(?:frame| frame|knob|way)?|counter(?:top)?|sink|toilet|(?:bath)?tub|curb|rail(?:ing)?|radiator|"
            r"heater|stove|oven|fireplace|hearth|post|pole|fence|rock|box|fridge|refrigerator)\b",
            re.IGNORECASE,
        ),
    ),
)


#: Off the toilet, and then against something.
_FROM_TOILET = "W18.12X"
#: A trip over a thing or its edge, then what was struck.
_TRIP = Pattern(
    r"\b(?:trip(?:p(?:ed|ing))?|stumbl(?:ed|ing)|slip(?:ped|ping)?|caught (?:his|her|their|the|a|right|left|[rl])?\W?(?:toes?|foot|heel|shoe|slipper))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.7", URL),
)
def fall_striking_object(coding: Coding, books: Books) -> Iterator[Give]:
    """A fall from slipping, tripping or stumbling, or off a toilet, in which the patient then struck something is told by the one code for both."""
    for fall in coding.having("W01.0", "W18.09", "W18.11"):
        struck = next(_struck(coding, fall), None)
        if struck is not None:
            value = (_FROM_TOILET if fall.value.startswith("W18.11") else struck[0]) + fall.value[-1]
            if books.tabular.billable(value) is not None:
                yield Give(value, (fall, struck[1]), (fall,), fall.needed)


def _struck(coding: Coding, fall: Assignment) -> Iterator[tuple[str, Evidence]]:
    """The code of what the line of the fall says was struck, and the words."""
    for code, words in STRUCK:
        for line in (m.line for m in fall.mentions):
            tripped = _TRIP.search(line.words) if fall.value.startswith("W18.0") else None
            if tripped is None and fall.value.startswith("W18.0"):
                continue
            found = words.search(line.words, tripped.end() if tripped else 0)
            if found is not None:
                document = coding.encounter.document(line.document)
                yield code, document.quote(line.start + found.start(), line.start + found.end())
