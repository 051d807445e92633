"""HIV with or without illness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.hiv import ILLNESSES, illnesses_of, past_illness
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Give, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.combine.hiv_disease"
ASKS = "The record names HIV positive status and the condition shown. Please document whether the condition is related to HIV."
CHOICES = ("HIV-related illness", "not related to HIV", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.a.2.a, I.C.1.a.2.g, I.C.1.a.2.j", URL),
)
def hiv_disease(coding: Coding, _: Books) -> Iterator[Ask | Give | Reject]:
    """A patient with HIV who has had any illness from it has HIV disease, on every later encounter too; where the link is open it is asked."""
    disease, status = coding.having("B20"), coding.having("Z21", "R75")
    if disease:
        heads = next((a for a in status if a.needed is Needed.ADDRESSED), None)
        if (
            heads is not None and disease[0].needed is not Needed.ADDRESSED
        ):  # what the visit is about is called by the bare name
            yield Give("B20", (disease[0], heads), (disease[0],), Needed.ADDRESSED)
        yield from (Reject(a, Why.EXCLUDED, disease[:1]) for a in status)
        return
    for hiv in coding.having("Z21"):
        if ill := illnesses_of(coding, (hiv,)):
            yield Give("B20", because=(hiv, ill[0]), instead_of=(hiv,))
        elif had := past_illness(coding):
            yield Give("B20", because=(hiv, *had.evidence), instead_of=(hiv,))
        elif suspects := coding.having(*ILLNESSES):
            shows = (suspects[0].proof.words()[0], hiv.proof.words()[0])
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, shows))
