"""A poisoning by one's own hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import Intent
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.poisoned import with_intent
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_SELF = r"(?:him|her|them|my|one)sel(?:f|ves)"
_OWN_HAND = Pattern(
    r"\b(?:suicide attempt|attempted suicide|suicidal (?:overdose|ingestion|gesture|intent)|"
    r"(?:intentional|deliberate)(?:ly)? (?:\w+ )?(?:overdos\w+|ingest\w+|took|poison\w+)|"
    rf"(?:wanted|tried|attempted|attempting|trying|in order|intending|meant|intent|hoping) to (?:kill|harm|hurt) {_SELF}|"
    r"self[- ](?:harm|poisoning|inflicted)|to end (?:his|her|their) (?:own )?life|on purpose)\b",
    re.IGNORECASE,
)
_BY_CHANCE = Pattern(r"\b(?:accidental(?:ly)?|unintentional(?:ly)?|by (?:mistake|accident))\b", re.IGNORECASE)
#: Of nothing in particular: not told beside what is named.
UNNAMED = ("T50.90", "T65.9")
POISONINGS = tuple(f"T{number}" for number in range(36, 66))


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b, I.C.20.h", URL),
)
def self_harm_elsewhere_told(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A poisoning is intentional self-harm where the record says so anywhere, and nowhere that it was an accident or that the intent cannot be told."""
    poisonings = coding.having(*POISONINGS)
    words = said(coding, _OWN_HAND) if poisonings else None
    if words is None or said(coding, _BY_CHANCE) is not None:
        return
    untold = [a for a in poisonings if "undetermined" in (a.title or "")]
    if (
        untold
    ):  # the provider weighed it, and could not tell: what stands as an accident by default is the same
        for poisoning in poisonings:
            same = with_intent(poisoning, Intent.UNDETERMINED, books)
            yield from (Reject(poisoning, Why.LESS_SPECIFIC, (a,)) for a in untold if a.value == same)
        return
    named = [a for a in poisonings if not a.value.startswith(UNNAMED)]
    for poisoning in named or poisonings:
        value = with_intent(poisoning, Intent.SELF_HARM, books)
        if value is not None:
            yield Give(value, (poisoning, words), (poisoning,))
        if value or "self-harm" in (poisoning.title or ""):
            for attempt in coding.having("T14.91"):
                yield Reject(attempt, Why.LESS_SPECIFIC, (poisoning,))
