"""A withdrawal whose complications are denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

TABULAR = "ICD-10-CM Tabular List"
#: Withdrawal from alcohol, sedatives or other substances of which nothing more is said.
WITHDRAWAL = tuple(f"F{kind}.{use}39" for kind in ("10", "13", "19") for use in "129")
_NO = r"(?:no|without|denie[sd]|never had|not had(?: any)?|absence of|free of|neither|nor)(?! (?:\w+ ){0,2}(?:history|hx|prior|previous)\b)"
_DENIED = rf"\b{_NO}\b(?:(?! (?:but|however|except)\b)[^.;\n]){{0,60}}?\b"
_DELIRIUM = Pattern(
    rf"{_DENIED}(?:delirium|confusion|dts?|disorientation)\b|\bnot (?:in |yet )?(?:dts?|delirium|delirious)\b",
    re.IGNORECASE,
)
_PERCEIVED = Pattern(rf"{_DENIED}(?:hallucinat\w+|hallucinosis|perceptual \w+)", re.IGNORECASE)
_PLAIN = Pattern(
    r"\b(?:(?<!not )uncomplicated|(?:no|without(?: any)?) (?:other |further )?complications?|(?:not|never) (?:been )?complicated)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(TABULAR, "F10.13, F10.23, F10.93, F13.13, F13.23, F13.93", URL),
)
def withdrawal_without_complications(coding: Coding, books: Books) -> Iterator[Give]:
    """A withdrawal is uncomplicated where its own sentences call it so, or deny both delirium and disturbances of perception."""
    for withdrawal in coding.having(*WITHDRAWAL):
        told = [line for m in withdrawal.mentions for line in sentences(m, coding)]
        found = _saying(told, _PLAIN) or (_saying(told, _DELIRIUM) and _saying(told, _PERCEIVED))
        value = f"{withdrawal.value[:6]}0"
        if found and books.tabular.billable(value):
            yield Give(value, because=(withdrawal, found), instead_of=(withdrawal,))


def _saying(lines: list[Evidence], words: Pattern) -> Evidence | None:
    return next((line for line in lines if words.search(flat(line))), None)
