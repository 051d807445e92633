"""A transplant, and an illness of the same organ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.transplant_function"
#: Transplanted organ, its complication codes, and what may be a failing of it. Chronic kidney disease is not (I.C.14.a.2).
ORGANS = (
    ("Z94.0", "T86.1", ("N17", "N19", "R94.4")),
    ("Z94.1", "T86.2", ("I50", "I51.81", "I42")),
    ("Z94.2", "T86.81", ("J96", "J84", "J44.81")),
    ("Z94.4", "T86.4", ("K72", "R94.5", "K76.6")),
)
ASKS = "Please document whether this condition is a complication that affects the function of the transplanted organ."
CHOICES = (
    "complication of the transplant",
    "rejection of the transplant",
    "failure of the transplant",
    "not related to the transplant",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.g.3.a, I.C.19.g.3.b", URL),
)
def transplant_function(coding: Coding, _: Books) -> Iterator[Ask]:
    """Where a transplanted organ fails or falls ill and no complication is documented, ask whether it is one."""
    for status, complication, illnesses in ORGANS:
        organ = coding.having(status)
        if not organ or coding.having(complication):
            continue
        for ill in coding.having(*illnesses):
            if ill.needed is Needed.ADDRESSED:
                yield Ask(
                    Query(RULE, Doubt.RELATION, ASKS, CHOICES, (*ill.proof.words(), *organ[0].proof.words()))
                )
                break
