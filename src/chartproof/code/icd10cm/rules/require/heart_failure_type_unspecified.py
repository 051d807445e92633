"""Heart failure without its type."""

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

RULE = "icd10cm.require.heart_failure_type_unspecified"
ASKS = "Please document the type and acuity of the heart failure, if known."
CHOICES = (
    "systolic (reduced ejection fraction)",
    "diastolic (preserved ejection fraction)",
    "combined systolic and diastolic",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.18", URL),
)
def heart_failure_type_unspecified(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the type of heart failure where the record treats it without naming one."""
    if coding.having("I50.1", "I50.2", "I50.3", "I50.4", "I50.8"):
        return
    measured = tuple(
        m.evidence for m in coding.reading.measures if m.name == "ejection fraction" and m.evidence
    )
    for failure in coding.having("I50.9"):
        if failure.needed is Needed.ADDRESSED:
            shows = (*failure.proof.words(), *measured[:2])
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, shows))
