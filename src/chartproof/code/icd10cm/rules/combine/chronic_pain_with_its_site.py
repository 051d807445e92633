"""Chronic pain beside the code of its site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Codes that say where it hurts and not whether it is acute or chronic.
SITES = ("M54.2", "M54.5", "M54.6", "M54.9", "M25.5", "M79.6", "R10")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.1.b.ii", URL),
)
def chronic_pain_with_its_site(coding: Coding, _: Books) -> Iterator[Give]:
    """Where the code of the site does not say that the pain is chronic, code the chronic pain besides."""
    if coding.having("G89"):
        return
    for assignment in coding.having(*SITES):
        for mention in assignment.mentions:
            words = _chronic(mention)
            if words is not None:
                yield Give("G89.29", because=(assignment, words), needed=assignment.needed)
                return


def _chronic(mention: Mention) -> Evidence | None:
    for trait in mention.traits:
        if trait.axis == "acuity" and trait.value == "chronic":
            return trait.evidence
    return None
