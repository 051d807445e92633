"""Alcohol measured in the blood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Measure
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Grams in 100 ml, which is what percent means, to the milligrams of Y90.
MILLIGRAMS = Decimal(1000)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.b.5", URL),
)
def blood_alcohol_level(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """The blood alcohol level is coded only beside an alcohol related disorder of the provider's, by what was measured."""
    disorder = coding.having("F10")
    told = coding.having("Y90")
    if not disorder:
        yield from (Reject(level, Why.UNSUPPORTED) for level in told)
        return
    for measure in coding.reading.measures:
        value = _code(measure, coding)
        if measure.evidence is not None and value is not None:
            vague = tuple(level for level in told if level.value == "Y90.9")
            yield Give(
                value, because=(measure.evidence, disorder[0]), instead_of=vague, needed=Needed.OBLIGED
            )
            return


#: A level said to be one, its unit left out: "BAC 280"; house rule: from the first limit of Y90 on, milligrams in 100 ml.
_LEVEL = Pattern(r"\b(?:bac|bal|level|concentration|serum|blood)\b", re.IGNORECASE)
LEAST = 20
#: Of ethanol with no word of a level ("EtOH 310") a bare number is one where it is no amount that was drunk.
UNSAID = 100
_DRUNK = Pattern(
    r"[\s-]*(?:m?l|cc|oz|ounces?|g|grams?|units?|drinks?|beers?|cans?|bottles?|shots?)\b", re.IGNORECASE
)


def _is_level(measure: Measure, coding: Coding) -> bool:
    if measure.evidence is None or measure.value is None:
        return False
    if _LEVEL.search(measure.evidence.words):
        return measure.value >= LEAST
    text = coding.encounter.document(measure.evidence.document).text
    return measure.value >= UNSAID and _DRUNK.match(text, measure.evidence.end) is None


def _code(measure: Measure, coding: Coding) -> str | None:
    """The code of Y90; a bare number of one or more says nothing of alcohol in the blood."""
    if measure.name != "blood alcohol" or not measure.value:
        return None
    if measure.unit is None and measure.value >= 1 and not _is_level(measure, coding):
        return None
    grams = (measure.unit or "").lower() in {"%", "g/dl"} or measure.value < 1
    level = measure.value * MILLIGRAMS if grams else measure.value
    found = (code for low, high, code, _ in rows("blood_alcohol") if Decimal(low) <= level <= Decimal(high))
    return next(found, None)
