"""Low blood sugar of a drug for diabetes that was taken wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import intent_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Low blood sugar, and the same by a drug.
UNSPECIFIED, BY_DRUG = "E16.2", "E16.0"
#: Insulin and oral hypoglycemic drugs, wrongly taken or given.
DRUGS, INTENTS = "T38.3X", "1234"
#: Diabetes, whose codes have low sugar in them.
DIABETES = ("E08", "E09", "E10", "E11", "E13")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b, I.B.2", URL),
)
def hypoglycemia_of_drug_taken(coding: Coding, _: Books) -> Iterator[Give]:
    """Low blood sugar in who took a drug for diabetes by mistake, and has no diabetes, is coded as by a drug, behind the poisoning."""
    poisonings = [a for a in coding.having(DRUGS) if intent_in(a.value) in INTENTS]
    if not poisonings or coding.having(*DIABETES):
        return
    for low in coding.having(UNSPECIFIED):
        yield Give(BY_DRUG, because=(low, poisonings[0]), instead_of=(low,))
