"""A knife with which somebody harmed himself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why, most_needed
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Self-harm by a sharp object of no kind; contact with a knife; self-harm by a knife.
SHARP, KNIFE, BY_KNIFE = "X78.9XX", "W26.0XX", "X78.1XX"
#: Contact with another hand tool, a razor among them.
RAZOR = "W27.8XX"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.g, I.C.20.f", URL),
)
def knife_of_self_harm(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Intentional self-harm with a sharp object that the record calls a knife is coded by the knife, and no contact with one or with a razor besides."""
    knives, named = coding.having(KNIFE), coding.having(BY_KNIFE)
    harms = coding.having("X78")
    yield from (Reject(contact, Why.EXCLUDED, harms[:1]) for contact in coding.having(RAZOR) if harms)
    for harm in coding.having(SHARP):
        both = (harm, *knives)
        if named:
            yield Reject(harm, Why.LESS_SPECIFIC, (named[0],))
        elif knives:
            yield Give(BY_KNIFE + min(a.value[-1] for a in both), both, both, most_needed(both))
