"""Findings of a response to infection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, given, is_named, on_a_ward, signs, some
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: One sign each: the CMS measure SEP-1 asks for two, and for one organ; Sepsis-3 for two of the quick ones.
SIRS = (
    ("sirs temperature high", "sirs temperature low"),
    ("sirs heart rate",),
    ("sirs respiratory rate",),
    ("sirs white cells high", "sirs white cells low", "sirs bands"),
)
ORGANS = ("organ lactate", "organ pressure", "organ mean pressure", "organ bilirubin", "organ platelets")
QUICK = ("qsofa pressure", "qsofa breathing")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def sepsis(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what signs of a response to infection represent where an infection is treated in a stay and no sepsis is named."""
    infected = (*signs(coding, "infection"), *signs(coding, "organism grown"))
    treatment = (*acts(coding, "antibiotics given"), *given(coding, "antibiotic", "antifungal"))
    if not (infected and treatment and on_a_ward(coding)) or is_named(coding, template("sepsis").codes):
        return
    sirs = [found for name in SIRS if (found := beyond(coding, books.day, *name))]
    organs = beyond(coding, books.day, *ORGANS)
    quick = [found for name in QUICK if (found := beyond(coding, books.day, name))]
    mind = (*beyond(coding, books.day, "qsofa mind"), *signs(coding, "mind changed"))
    quick += [mind] if mind else []
    if (len(sirs) >= 2 and organs) or len(quick) >= 2:
        groups = (*sirs, organs) if len(sirs) >= 2 and organs else quick
        shows = (e for group in groups for e in group[:1])
        yield question(__name__, "sepsis", coding, (*shows, *some(infected, treatment, each=1)))
