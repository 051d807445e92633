"""A fracture that was operated on, seen after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Where nobody is operated on, but seen after it.
SEEN_AFTER = frozenset(
    {Setting.OFFICE, Setting.TELEHEALTH, Setting.HOME_HEALTH, Setting.HOME, Setting.REHAB, Setting.NURSING}
)
#: Fractures, by category.
FRACTURES = (*(f"S{n}2" for n in range(10)), "S49", "S59", "S79", "S89", "M80", "M84")
HEALS = {"A": "D", "B": "E", "C": "F"}
_OPERATED = Pattern(
    r"\b(?:s/p|status post|after|post|underwent)\b[^.;]{0,60}\b(?:orif|crpp|im nail|imn|nail(?:ing|ed)?|fixation|pinning|plating|plate|screws?|"
    r"hemiarthroplasty|closed reduction)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a, I.C.19.c.1", URL),
)
def injury_after_its_operation(coding: Coding, books: Books) -> Iterator[Give]:
    """A fracture that was fixed before this visit is in its healing phase."""
    if coding.encounter.setting not in SEEN_AFTER:
        return
    for fracture in coding.having(*FRACTURES):
        operated = said(coding, fracture, _OPERATED)
        heals = HEALS.get(fracture.value[-1])
        if operated is None or heals is None:
            continue
        value = fracture.value[:-1] + heals
        if books.tabular.billable(value) is not None:
            yield Give(value, (fracture, operated), (fracture,), instead_why=Why.EXCLUDED)
