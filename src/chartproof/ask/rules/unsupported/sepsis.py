"""Sepsis that the findings do not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, given, on_a_ward, signs, some, treated, values
from chartproof.ask.sources import PRACTICE
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.core import rule

VITAL = ("temperature", "heart rate", "respiratory rate", "white cells", "lactate")
#: Any one of these bears it out (SIRS and organ dysfunction of the CMS measure SEP-1, Sepsis-3).
OUT = (
    "sirs temperature high",
    "sirs temperature low",
    "sirs heart rate",
    "sirs respiratory rate",
    "sirs white cells high",
    "sirs white cells low",
    "sirs bands",
    "organ lactate",
    "organ pressure",
    "organ mean pressure",
    "organ creatinine",
    "organ bilirubin",
    "organ platelets",
    "organ inr",
    "oxygen low",
    "qsofa pressure",
    "qsofa mind",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=PRACTICE,
)
def sepsis(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask whether sepsis was present where temperature, heart rate, breathing and white cells are given and none is out of limits."""
    named = tuple(treated(coding, "A40", "A41", "R65.2"))
    measured = {m.name for m in values(coding, *VITAL)}
    if not named or len(measured) < 3 or not on_a_ward(coding):
        return
    if beyond(coding, books.day, *OUT) or signs(coding, "mind changed", "cold or hot"):
        return
    if given(coding, "norepinephrine", "vasopressin") or acts(coding, "vasopressor given"):
        return
    shows = some(named, (m.evidence for m in values(coding, *VITAL) if m.evidence), each=4)
    yield question(__name__, "sepsis_support", coding, shows)
