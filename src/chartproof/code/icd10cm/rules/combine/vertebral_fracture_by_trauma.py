"""A compression fracture of a vertebra after an injury."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_INJURY = Pattern(
    r"\b(?:fell (?:from|off|down|on\w*|backward\w*|while|and)|falls? (?:from|off|down|on\w*)|mv[ac]|motor vehicle|car (?:crash|accident|wreck)|crash\w*|"
    r"ladder|roof|thrown (?:from|off)|jumped (?:from|off)|struck by|rollover|ejected|blunt trauma|(?<!non-)traumatic)\b",
    re.IGNORECASE,
)
_LEVEL = Pattern(r"\b(?P<region>[TL])-?(?P<number>1[0-2]|[1-9])\b")
#: Where the bone was ill before, its fracture is told by the illness.
ILL = ("M80", "M81", "M84", "C41", "C79.5", "C90", "M85.8", "Q78.0")
#: Codes by region: of no vertebra in particular, and of each.
_THORACIC = ("S22.00", *(f"S22.0{n}" for n in "123455667788"))
_LUMBAR = ("S32.00", *(f"S32.0{n}" for n in "12345"))
#: A compression fracture is one of wedge compression.
WEDGE = "0"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "M48.5, Excludes1: traumatic fracture of vertebra"),
)
def vertebral_fracture_by_trauma(coding: Coding, books: Books) -> Iterator[Give]:
    """A compression fracture of a vertebra is an injury where the record tells of one and of no ill bone."""
    collapsed = [a for a in coding.having("M48.54", "M48.55", "M48.56", "M48.57") if len(a.value) == 8]
    words = said(coding, _INJURY) if collapsed and not coding.having(*ILL) else None
    for one in collapsed if words else ():
        value = f"{_stem(one)}{WEDGE}{one.value[-1]}"
        if words and books.tabular.billable(value) is not None:
            yield Give(value, (one, words), (one,))


def _stem(one: Assignment) -> str:
    """The code of the vertebra that its line names; of none in particular where it names several or none."""
    thoracic = one.value[5] in "45"
    levels = _THORACIC if thoracic else _LUMBAR
    named = {
        int(found["number"])
        for m in one.mentions
        for found in _LEVEL.finditer(m.line.words)
        if (found["region"] == "T") == thoracic
    }
    number = named.pop() if len(named) == 1 else 0
    return levels[number] if number < len(levels) else levels[0]
