"""A drug that poisoned, and its adverse effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Codes of drugs: what they are of, and the intent.
_DRUG = Pattern(r"(?P<of>T(?:3[6-9]|4\d|50)\..{2})(?P<intent>[1-5])")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b", URL),
)
def adverse_effect_beside_poisoning(coding: Coding, _: Books) -> Iterator[Reject]:
    """A drug taken wrongly is coded as a poisoning; what it then did is no adverse effect of a drug rightly given."""
    drugs = [(a, m["of"], m["intent"]) for a in coding.assignments if (m := _DRUG.match(a.value))]
    for effect, of, intent in drugs:
        poisoned = [a for a, same, other in drugs if same == of and other != "5"]
        if intent == "5" and poisoned:
            yield Reject(effect, Why.EXCLUDED, (poisoned[0],))
