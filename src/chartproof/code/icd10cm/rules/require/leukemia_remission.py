"""Leukemia after treatment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.leukemia_remission"
ASKS = "Please document whether the disease is in remission, has relapsed or has not achieved remission."
CHOICES = (
    "in remission",
    "in relapse",
    "not having achieved remission",
    "history of the disease, cured",
    "other",
    "unable to determine",
)
_AFTER = Pattern(
    r"\b(?:s/p|status post|after|completed|maintenance|post) [^.\n]{0,30}?\b(?:transplant\w*|chemo\w*|induction|consolidation|therapy|treatment)|"
    r"\bmaintenance\b|\bhistory of\b",
    re.IGNORECASE,
)
_TOLD = Pattern(
    r"\b(?:remission|relaps\w+|active|refractory|newly|new diagnosis|progressi\w+|persistent|recurren\w+|residual|smoldering)\b",
    re.IGNORECASE,
)
DISEASES = ("C90", "C91", "C92", "C93", "C94", "C95")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.n", URL),
)
def leukemia_remission(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether leukemia or myeloma that has been treated is in remission, where the record does not tell."""
    for disease in coding.having(*DISEASES):
        silent = "not having achieved" in (disease.title or "") and not says(disease, _TOLD)
        if silent and (says(disease, _AFTER) or coding.having("Z85.6", "Z85.79")):
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, disease.proof.words()[:2]))
            return
