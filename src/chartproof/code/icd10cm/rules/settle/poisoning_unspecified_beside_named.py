"""Poisoning by a drug that is named elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import SUBSTANCES
from chartproof.code.icd10cm.drug_codes import intent_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Drugs that are not named; adverse effects and underdosing of one may stand beside the poisoning by another.
UNNAMED = ("T50.90", "T65.9")
INTENTS = "1234"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.1, I.C.19.e.4", URL),
)
def poisoning_unspecified_beside_named(coding: Coding, _: Books) -> Iterator[Reject]:
    """Poisoning by unspecified drugs is not coded beside the poisoning by the drugs the record names."""
    vague = [a for a in coding.having(*UNNAMED) if intent_in(a.value) in INTENTS]
    named = [a for a in coding.having(*SUBSTANCES) if intent_in(a.value) in INTENTS and a not in vague]
    for one in vague if named else ():
        yield Reject(one, Why.LESS_SPECIFIC, (named[0],))
